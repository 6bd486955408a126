"""The cash flow of a programme: from hours, rates and costs to the break-even quarter."""
