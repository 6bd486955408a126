"""Roles, permissions, and which role holds which: the whole matrix on one page (pure)."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to a council."""

    ADMINISTRATOR = "administrator"
    COMMISSIONER = "commissioner"
    FINANCE = "finance"
    BOARD = "board"
    PARTNER = "partner"
    EVALUATOR = "evaluator"
    AUDITOR = "auditor"

    @property
    def words(self) -> str:
        """Return the role as pages name it."""
        return ROLE_WORDS[self]


ROLE_WORDS: dict[Role, str] = {
    Role.ADMINISTRATOR: "Council administrator",
    Role.COMMISSIONER: "Commissioner",
    Role.FINANCE: "Finance lead",
    Role.BOARD: "Board member",
    Role.PARTNER: "Delivery partner",
    Role.EVALUATOR: "Evaluator",
    Role.AUDITOR: "Auditor",
}


class Permission(StrEnum):
    """What a route may ask of the person who calls it."""

    ENTER = "enter the council's pages"
    VIEW_DASHBOARD = "view dashboards"
    VIEW_RETURNS = "view returns"
    EDIT_RETURN = "fill in and submit returns"
    DECIDE_RETURN = "approve returns or send them back"
    REOPEN_RETURN = "reopen approved returns"
    VIEW_REGISTER = "view the register"
    EDIT_REGISTER = "keep the register"
    VIEW_ASSUMPTIONS = "view assumptions"
    EDIT_ASSUMPTIONS = "change assumptions"
    VIEW_PROGRAMME = "view a programme's measures and targets"
    MANAGE_PROGRAMMES = "create and change programmes"
    VIEW_AUDIT = "view the audit trail"


_P = Permission
_EVERYONE = frozenset({_P.ENTER})
_READ_FIGURES = frozenset(
    {_P.VIEW_DASHBOARD, _P.VIEW_RETURNS, _P.VIEW_ASSUMPTIONS, _P.VIEW_PROGRAMME}
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _EVERYONE
    | _READ_FIGURES
    | {
        _P.VIEW_REGISTER,
        _P.EDIT_REGISTER,
        _P.EDIT_ASSUMPTIONS,
        _P.MANAGE_PROGRAMMES,
        _P.REOPEN_RETURN,
        _P.VIEW_AUDIT,
    },
    Role.COMMISSIONER: _EVERYONE
    | _READ_FIGURES
    | {_P.EDIT_RETURN, _P.VIEW_REGISTER, _P.EDIT_REGISTER},
    Role.FINANCE: _EVERYONE
    | _READ_FIGURES
    | {_P.DECIDE_RETURN, _P.VIEW_REGISTER, _P.EDIT_ASSUMPTIONS},
    Role.BOARD: _EVERYONE | _READ_FIGURES,
    Role.PARTNER: _EVERYONE | {_P.VIEW_REGISTER, _P.EDIT_REGISTER},
    Role.EVALUATOR: _EVERYONE | {_P.VIEW_DASHBOARD, _P.VIEW_PROGRAMME, _P.VIEW_REGISTER},
    Role.AUDITOR: _EVERYONE | _READ_FIGURES | {_P.VIEW_REGISTER, _P.VIEW_AUDIT},
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return all that a person holding `roles` in one council may do there."""
    held: frozenset[Permission] = frozenset()
    for role in roles:
        held |= PERMISSIONS[role]
    return held
