"""Fakes that keep the promises of the ports. Shipped: other people's adapters need them too."""
