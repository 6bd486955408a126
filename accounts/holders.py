"""Who holds a permission, in words: for a reader who is told whom to ask (pure)."""

from accounts.roles import PERMISSIONS, Permission


def holders(permission: Permission) -> str:
    """Return the roles that hold a permission: "a commissioner, a finance lead or an auditor"."""
    names = [_with_article(role.words) for role, held in PERMISSIONS.items() if permission in held]
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _with_article(words: str) -> str:
    lower = words[0].lower() + words[1:]
    return f"{'an' if lower[0] in 'aeiou' else 'a'} {lower}"
