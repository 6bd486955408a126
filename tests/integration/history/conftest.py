"""No register and no plan but what a test offers itself."""

from tests.integration.programmes.conftest import register_silent  # noqa: F401 - a fixture
