"""The demonstration: two councils, made by the same actions that people's pages use.

Cambridgeshire's plan and targets are as published; everything else here is invented, is the same
at every loading, and says that it is a demonstration.
"""
