"""What the tests of uploads share."""

import pytest

from tests.integration.uploads.conversing import Talk, a_talk


@pytest.fixture
def talk() -> Talk:
    """A council that has uploaded nothing yet."""
    return a_talk()
