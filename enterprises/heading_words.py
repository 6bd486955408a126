"""The headings under which people keep what the register asks for, from real lists (pure).

By kind of list ("" where it is the same in all) and field; the likelier ones first. Compared
without capitals, punctuation, plurals and the usual abbreviations ("no", "ref", "hrs", "w/c").
What is about persons is named here only to be left out.
"""

from collections.abc import Mapping

_NAME = (
    *("enterprise name", "name of enterprise", "micro-enterprise name", "micro-enterprise"),
    *("enterprise", "business name", "name of business", "trading name", "trading as"),
    *("name of micro-enterprise", "name of your enterprise", "name of your business"),
    *("what is the name of your business", "what is the name of your enterprise", "business"),
    *("organisation name", "name of organisation", "organisation", "company name"),
    *("company", "name"),
    *("micro-provider", "micro-provider name", "provider", "provider name", "service name"),
    *("name of provider", "name of service", "name of the business", "enterprise/business name"),
    *("name of the micro-enterprise", "enterprise (trading name)", "location name"),
)
_REFERENCE = (
    *("ref", "reference number", "enterprise reference", "enterprise ref", "enterprise id", "id"),
    *("unique id", "unique reference", "urn", "code", "enterprise code", "reference code"),
    *("enterprise number", "our ref", "our reference", "id number", "record id", "register number"),
    *("cqc location id", "location id", "cqc id", "provider ref", "system id"),
)
_POSTCODE = (
    *("post code", "business postcode", "enterprise postcode", "postal code", "pcode"),
    *("postcode of business", "postcode of enterprise", "trading postcode", "base postcode"),
    *("postcode (business)", "registered postcode", "what is your postcode", "location postcode"),
)
_STAGE = (
    *("status", "current stage", "current status", "enterprise status", "enterprise stage"),
    *("stage of development", "development stage", "where are they up to", "trading status"),
    *("state", "progress", "stage reached", "where are you up to", "pipeline stage"),
)
_SERVICE_TYPE = (
    *("service type", "type of service", "kind of help", "kinds of help", "type of help"),
    *("type of support", "support type", "services", "services offered", "service offered"),
    *("service", "support offered", "help offered", "what they offer", "offer", "category"),
    *("service category", "type of care", "care type", "type of service offered", "activity"),
    *("what do they do", "what does the enterprise do", "services provided", "type"),
    *("what services do you offer", "what kind of help do you offer", "what support do you offer"),
    *("which services do you provide", "main service", "support", "nature of business"),
)
_PAYER = (
    *("payer", "funding", "funded by", "funding type", "funding source", "source of funding"),
    *("payment type", "paid by", "how funded", "how is it funded", "dp or self-funder"),
    *("dp/sf", "dp / private", "dp or private", "payment method", "funder", "client type"),
    *("who pays for the care", "how is the care paid for", "type of funding", "dp/self-funder"),
)

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "": {
        "name": _NAME,
        "reference": _REFERENCE,
        "postcode": _POSTCODE,
        "stage": _STAGE,
        "service_type": _SERVICE_TYPE,
        "payer": _PAYER,
    },
    "enterprises": {
        "stage_on": (
            *("stage date", "status date", "date of stage", "date of status", "date stage reached"),
            *("since", "date of current stage", "date of current status", "date status changed"),
            *("stage since", "status since", "date stage changed"),
        ),
        "in_development_on": (
            *("development start", "date joined", "joined", "date joined programme", "joined on"),
            *("joined programme", "programme start", "date started on programme", "onboarded"),
            *("date onboarded", "development from", "in development since", "in development"),
            *("in development date", "date support started", "support started", "sign up date"),
            *("start of support", "date signed up", "date development started", "dev start"),
        ),
        "established_on": (
            *("date established", "established", "established date"),
            *("started trading", "date started trading", "trading start date", "trading since"),
            *("trading from", "started trading on", "trading start", "launch date", "launched"),
            *("date of launch", "went live", "go live", "go live date", "date trading began"),
            *("business start date", "first traded", "set up date", "date set up", "date live"),
            *("when did you start trading", "began trading", "established/trading date"),
        ),
        "accredited_on": (
            *("accredited", "date accredited", "accreditation date", "accredited date", "listed"),
            *("date listed", "listed on", "directory date", "date on directory"),
            *("date added to directory", "doing it right date", "doing it right"),
            *("date of accreditation", "listed on directory", "signed up to doing it right"),
        ),
        "paused_on": (
            *("date paused", "paused", "paused date", "on hold since", "on hold", "paused from"),
            *("date on hold", "date suspended", "pause date"),
        ),
        "closed_on": (
            *("date closed", "closed", "closed date", "leaving date"),
            *("date left", "left", "ceased trading", "date ceased trading", "closure date"),
            *("ceased", "date of closure", "date ceased", "exit date"),
        ),
        "traded_before": (
            *("traded before", "traded before programme", "did it trade before the programme"),
            *("did it trade before the programme began", "existing", "existing business"),
            *("existing enterprise", "trading before programme", "new or existing", "new/existing"),
            *("existing/new", "existing or new", "new", "new enterprise"),
            *("is it new", "new business"),
            *("already trading", "new or established", "pre-existing", "previously trading"),
            *("trading before the programme", "start up or existing", "new start up", "new start"),
            *("was it trading before", "were you trading before", "is this a new business"),
        ),
        "partner": (
            *("supported by", "delivery partner", "partner", "support organisation", "supporter"),
            *("supporting organisation", "support provider", "lead partner", "programme partner"),
        ),
        "typical_hours": (
            *("typical hours", "usual hours", "hours per week", "weekly hours", "hours a week"),
            *("hours pw", "hrs/wk", "hours delivered per week", "average hours per week"),
            *("avg hours per week", "approx hours per week", "est hours per week"),
            *("typical hours per week", "typical weekly hours", "hours of care per week"),
            *("care hours per week", "current hours per week", "about how many hours a week"),
            *("how many hours a week do you provide", "approx hours", "capacity hours"),
            *("estimated hours per week", "typical week", "usual week", "hours in a typical week"),
            *("how many hours of support do you give in a typical week", "total hours per week"),
        ),
    },
    "enquiries": {
        "reference": (
            *("ref", "reference number", "enquiry ref", "enquiry reference"),
            *("enquiry number", "id"),
            *("enquiry id", "case number", "case ref", "record id", "response id", "enquiry code"),
            *("unique id", "unique reference", "our ref", "submission id"),
        ),
        "received_on": (
            *("date of enquiry", "enquiry date", "date", "received"),
            *("date enquired", "received on"),
            *("timestamp", "submitted", "submitted at", "submission date", "date submitted"),
            *("date of first contact", "first contact", "date of contact", "contact date"),
            *("initial contact", "initial contact date", "first contact date", "date of call"),
            *("completion time", "start time", "created", "date created", "enquiry received"),
            *("date in", "date logged", "logged", "date enquiry received", "date/time"),
        ),
        "heard_from": (
            *("how did you hear about us", "how did they hear", "how heard", "where heard"),
            *("heard from", "heard about us", "source", "source of enquiry", "enquiry source"),
            *("how did you hear about the programme", "how they heard", "referral source"),
            *("how did you hear about this", "how did you hear", "how did they hear about us"),
            *("referred from", "referral", "marketing source", "route", "via"),
            *("how did they find out about us", "how they found us", "where did you hear about us"),
            *("how they heard about us", "how did they hear of us", "how did you find us"),
        ),
        "area": (
            *("district", "location", "locality", "town", "area of interest", "patch", "ward"),
            *("postcode area", "postcode district", "area covered", "town/village", "postcode"),
            *("which area do you live in", "where do you live", "area they live in", "place"),
            *("first part of postcode", "what area are you in"),
            *("where are they based", "town/city"),
            *("which area would you like to work in", "where would you like to work", "outcode"),
        ),
        "status": (
            *("current status", "enquiry status", "stage", "current stage", "progress", "state"),
            *("where are they up to", "status of enquiry", "open/closed", "open or closed"),
        ),
        "status_on": (
            *("status date", "date of status", "date status changed", "status changed"),
            *("date closed", "closed date", "since"),
            *("date of outcome", "outcome date", "status since"),
        ),
        "outcome": (
            *("outcome", "reason", "outcome/reason", "result"),
            *("reason closed", "reason for closing"),
            *("closing reason", "what happened", "reason not proceeding", "outcome of enquiry"),
            *("why closed", "reason for not proceeding", "end result"),
        ),
        "enterprise": (
            *("enterprise", "linked enterprise", "enterprise name", "name of enterprise"),
            *("micro-enterprise", "business", "became enterprise", "enterprise created"),
            *("business name", "resulting enterprise", "name of business", "enterprise set up"),
            *("name of micro-enterprise", "enterprise ref", "enterprise reference"),
        ),
    },
    "hours": {
        "week": (
            *("week", "w/c", "week beginning", "w/b", "week starting", "week of", "week start"),
            *("week commencing (monday)", "week ending", "w/e", "week date", "week end"),
            *("date of week", "commencing", "week commencing date", "week ending date"),
            *("for week commencing", "date (w/c)", "monday", "week starting monday"),
        ),
        "hours": (
            *("hours delivered", "hours of care", "hours worked", "actual hours", "care hours"),
            *("total hours", "hours this week", "no of hours", "number of hours", "delivered"),
            *("hours provided", "hours of support", "hours given", "hours recorded"),
            *("hrs delivered", "delivered hours", "hours in week", "hours for week"),
            *("hours of care delivered", "total hours delivered", "support hours"),
        ),
    },
    "typical": {
        "hours": (
            *("typical hours", "usual hours", "hours per week", "weekly hours", "hours a week"),
            *("typical hours per week", "typical weekly hours", "average hours per week", "hours"),
            *("avg hours per week", "approx hours per week", "est hours per week", "hours pw"),
            *("estimated hours per week", "hours in a typical week", "usual hours per week"),
            *("typical week hours", "hours in usual week", "typical week", "usual week"),
            *("about how many hours a week", "care hours per week", "hours of care per week"),
        ),
        "valid_from": (
            *("from", "valid from", "first week", "from week", "from week commencing"),
            *("start week", "applies from", "from date", "effective from", "in force from"),
            *("from (week commencing)", "from (w/c)", "hours from"),
        ),
        "valid_to": (
            *("to", "valid to", "last week", "to week", "until", "till", "end"),
            *("end week", "up to"),
            *("applies to", "to date", "effective to", "to week ending", "hours to", "ends"),
            *("to (week ending)", "to (w/e)", "to week commencing", "applies until"),
        ),
    },
}

# Headings that may mean a field and as well another thing: a person is asked.
PERHAPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "enterprises": {
        "stage_on": ("date", "as at", "status as of", "status updated", "date changed"),
        # Of trading, or of the support?
        "established_on": ("start date", "date started", "started"),
        "accredited_on": ("date approved", "signed off", "date signed off"),
        "closed_on": ("end date", "date ended", "ended"),
    },
    "enquiries": {
        "status_on": ("as at", "status as of", "status updated"),
        # Where it was heard of, which person sent them, or where they live?
        "heard_from": ("referred by", "where from", "came from"),
    },
}

_OTHER_DAYS = (
    *("last contact", "last contacted", "date contacted", "next contact", "last spoken to"),
    *("last updated", "last update", "date updated", "updated on", "record updated"),
    *("last modified", "date modified", "modified on", "last edited", "last changed"),
    *("last visit", "next visit", "last seen", "last active", "last review", "next review"),
    *("review date", "date of review", "review due", "follow up date", "due date", "date due"),
    *("expiry", "expiry date", "date of expiry", "renewal date", "date of renewal"),
    *("planned start", "planned launch", "proposed start", "expected start", "expected launch"),
    *("target date", "target start", "anticipated start"),
)
_CONTACTS = (
    *("email", "email address", "phone", "phone number", "mobile", "mobile number", "contact"),
    *("contact detail", "contact number", "contact name", "main contact", "address", "fax"),
    *("address line", "house number", "street", "home address", "landline", "whatsapp"),
    *("emergency contact", "next of kin", "social media", "facebook", "linkedin"),
)
_PERSONS = (
    *("first name", "surname", "last name", "forename", "full name", "your name", "owner"),
    *("owner name", "name of owner", "proprietor", "founder", "name of founder", "lead person"),
    *("referee", "next of kin name", "birth date", "d o b"),
    *("date of birth", "dob", "birthday", "ni number", "national insurance", "nhs number"),
    *("gender", "sex", "ethnicity", "ethnic", "disability", "religion", "sexuality", "age"),
    *("age group", "nationality", "dbs number", "dbs certificate", "utr", "bank", "sort code"),
    *("client name", "customer name", "name of client", "service user", "family name", "passport"),
    *("safeguarding", "health condition", "marital", "car registration", "worker name"),
    *("name of worker", "staff name", "employee name", "who is the owner"),
)
_NOTES = (
    *("notes", "comments", "comment", "note", "additional information", "any other information"),
    *("anything else", "further information", "remarks", "other information", "actions", "action"),
    *("next steps", "case notes", "progress notes", "conversation", "narrative", "feedback"),
    *("tell us more", "more about you", "tell us about", "why do you want"),
)

CONTACT_DETAILS = "Contact details are left out on purpose: they are not kept here."
PERSONAL = "What is about a person is left out on purpose: it is not kept here."
FREE_NOTES = "Notes are left out on purpose: they may speak of people."

OTHER_DAYS = "This is not the day on which a stage or status was reached, so it is left out."

LEFT_OUT = (
    (OTHER_DAYS, _OTHER_DAYS),
    (CONTACT_DETAILS, _CONTACTS),
    (PERSONAL, _PERSONS),
    (FREE_NOTES, _NOTES),
)
# Of an enquiry it is never kept who enquired, so there every name is a person's.
_ENQUIRERS = (*_PERSONS, "name", "enquirer", "who", "person", "caller", "contact", "initials")
LEFT_OUT_OF_ENQUIRIES = (
    (OTHER_DAYS, _OTHER_DAYS),
    (CONTACT_DETAILS, _CONTACTS),
    (PERSONAL, _ENQUIRERS),
    (FREE_NOTES, _NOTES),
)
