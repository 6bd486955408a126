"""The words by which people name stages, statuses, payers, kinds of help and yes or no (pure).

By code of the register: how pages name it, and what else people call it. Compared without
capitals, punctuation and plurals.
"""

from collections.abc import Iterable, Mapping

from uploads.parsing import plain
from uploads.parsing.choices import Choices

NOT_RECORDED = "not-recorded"

STAGES: Choices[str] = {
    "in_development": (
        "In development",
        (
            *("development", "developing", "in dev", "in progress", "being developed", "pre start"),
            *("setting up", "being set up", "on programme", "on the programme", "onboarding"),
            *("in support", "being supported", "working towards", "pre-launch", "new starter"),
            *("starting up", "start up", "pipeline", "not yet trading", "working on it"),
        ),
    ),
    "established": (
        "Established and trading",
        (
            *("established", "trading", "active", "live", "operational", "operating", "running"),
            *("up and running", "launched", "started", "started trading", "open", "in business"),
            *("delivering", "now trading", "currently trading", "trading now"),
        ),
    ),
    "accredited": (
        "Accredited and listed",
        (
            *("accredited", "listed", "on directory", "on the directory", "in directory"),
            *("doing it right", "signed up to doing it right", "approved", "quality assured"),
            *("accredited/listed", "listed on directory", "listed on the directory"),
        ),
    ),
    "paused": (
        "Paused",
        (
            *("on hold", "hold", "dormant", "taking a break", "on a break", "temporarily closed"),
            *("suspended", "paused trading", "not trading at present", "on pause", "maternity"),
        ),
    ),
    "closed": (
        "Closed",
        (
            *("ceased", "ceased trading", "no longer trading", "stopped", "stopped trading"),
            *("left", "left programme", "withdrawn", "withdrew", "dropped out", "ended", "exited"),
            *("wound up", "dissolved", "retired", "deregistered", "closed down", "not trading"),
        ),
    ),
}

STATUSES: Choices[str] = {
    "open": (
        "Open",
        (
            *("new", "ongoing", "active", "live", "in contact", "follow up", "pending", "received"),
            *("contacted", "awaiting reply", "awaiting response", "to call", "in conversation"),
            *("waiting", "left message", "meeting booked", "exploring", "thinking about it"),
        ),
    ),
    "in_development": (
        "Being developed into an enterprise",
        (
            *("in development", "development", "being developed", "developing", "progressing"),
            *("in progress", "being supported", "supported", "on programme", "on the programme"),
            *("setting up", "working on it", "onboarded", "signed up", "joined programme"),
        ),
    ),
    "became_enterprise": (
        "Became an enterprise",
        (
            *("became enterprise", "established", "trading", "started trading", "started"),
            *("converted", "set up", "now trading", "launched", "successful"),
            *("became a micro-enterprise", "now an enterprise", "up and running"),
        ),
    ),
    "closed": (
        "Closed",
        (
            *("not proceeding", "did not proceed", "withdrawn", "withdrew", "lost", "no response"),
            *("no reply", "not suitable", "unsuitable", "signposted", "not interested", "declined"),
            *("dropped out", "no further action", "nfa", "not eligible", "ended", "not pursued"),
            *("no longer interested", "not taken forward", "out of area", "cold"),
        ),
    ),
}

PAYERS: Choices[str] = {
    "direct_payment": (
        "Direct payment",
        (
            *("dp", "direct payments", "dps", "direct payment (dp)", "personal budget", "pb"),
            *("personal budget (dp)", "dp recipient", "direct payment user", "la dp"),
        ),
    ),
    "council": (
        "Council-commissioned",
        (
            *("council", "commissioned", "council commissioned", "council funded", "la", "lac"),
            *("local authority", "la funded", "la commissioned", "county council", "framework"),
            *("social services", "adult social care", "asc", "spot purchase", "spot", "isf"),
            *("local authority funded", "council paid", "individual service fund"),
        ),
    ),
    "self_funded": (
        "Self-funded",
        (
            *("self funded", "self funder", "self-funder", "self funding", "self-funding", "sf"),
            *("private", "privately", "privately funded", "private payer", "private client"),
            *("private pay", "own funds", "own money", "client", "self", "self pay", "self payer"),
            *("self-paying", "family", "family pays", "private payment", "privately paid"),
        ),
    ),
    "other": (
        "Other",
        (
            *("nhs", "chc", "continuing healthcare", "continuing health care", "phb", "health"),
            *("personal health budget", "charity", "grant", "insurance", "other funding", "icb"),
        ),
    ),
    "unknown": (
        "Not recorded",
        ("unknown", "not known", "unsure", "not sure", "don't know", "not stated", "unclear"),
    ),
}

_YES = ("y", "true", "✓", "✔", "x", "yep")
_NO = ("n", "false", "✗", "✘", "nope")
_EXISTING = ("existing", "existing business", "existing enterprise", "established before", "old")
_NEW = ("new", "new business", "new enterprise", "start-up", "startup", "new start", "brand new")

# Whether an enterprise traded before the programme: True where it did.
TRADED_BEFORE: Choices[bool] = {
    True: ("Yes", (*_YES, *_EXISTING)),
    False: ("No", (*_NO, *_NEW)),
}
# Where the heading asks whether it is new, yes says that it did not.
YES_IS_NEW: Choices[bool] = {
    True: ("No", (*_NO, *_EXISTING)),
    False: ("Yes", (*_YES, *_NEW)),
}
# Where it asks "new or existing?", yes and no say nothing.
NEW_OR_EXISTING: Choices[bool] = {
    True: ("Existing", _EXISTING[1:]),
    False: ("New", _NEW[1:]),
}

# Besides a council's own names: what people call the kinds of help of the business cases.
_KINDS_OF_HELP: Mapping[str, tuple[str, ...]] = {
    "personal-care": (
        *("personal care", "pc", "care", "care and support", "intimate care", "washing"),
        *("washing and dressing", "dressing", "homecare", "home care", "domiciliary care"),
        *("personal care and support", "care at home", "medication", "help with washing"),
    ),
    "meals": (
        *("meals", "meal prep", "meal preparation", "cooking", "food", "food preparation"),
        *("shopping", "food shopping", "shopping delivery", "food and shopping delivery"),
        *("meals and shopping", "lunch", "food delivery", "meal delivery", "batch cooking"),
    ),
    "domestic": (
        *("cleaning", "domestic", "housework", "laundry", "ironing", "home help", "housekeeping"),
        *("domestic help", "domestic support", "domestic tasks", "household tasks", "cleaner"),
        *("cleaning and laundry", "help around the home", "help at home", "home help service"),
    ),
    "gardening": (
        *("gardening", "garden", "gardener", "garden maintenance", "handyman", "handyperson"),
        *("diy", "household maintenance", "odd jobs", "home maintenance", "maintenance"),
        *("gardening and maintenance", "repairs", "small repairs", "gardening/diy"),
    ),
    "befriending": (
        *("befriending", "companionship", "company", "social", "social support", "activities"),
        *("social activity", "social activities", "companion", "outings", "trips out"),
        *("day activities", "community access", "going out", "help to get out", "dog walking"),
        *("appointments", "transport to appointments", "wellbeing", "emotional support"),
    ),
    NOT_RECORDED: (),
}


def kinds_of_help(service_types: Iterable[tuple[str, str]]) -> Choices[str]:
    """Return a council's kinds of help with the words for them.

    A name like "Cleaning and domestic help" is known by its parts too, unless two kinds share one.
    """
    own = [(code, name) for code, name in service_types if code != NOT_RECORDED]
    taken: dict[str, set[str]] = {}
    parts: dict[str, list[str]] = {}
    for code, name in own:
        words = name.replace("/", ",").replace("&", ",").replace(" and ", ",").split(",")
        parts[code] = [part.strip() for part in words if part.strip()]
        for part in {plain(part) for part in parts[code]}:
            taken.setdefault(part, set()).add(code)
    return {
        code: (
            name,
            (
                code.replace("-", " ").replace("_", " "),
                *(part for part in parts[code] if taken[plain(part)] == {code}),
                *_KINDS_OF_HELP.get(code, ()),
            ),
        )
        for code, name in own
    }
