"""Pages of the assumptions: what is planned and priced, and its versions."""
