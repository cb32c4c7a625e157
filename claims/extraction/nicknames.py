"""Forenames that may be one person's: "Bob" and "Robert", "Joe" and "Joseph", "J." and "John"."""

_SHORT = {
    "al": "albert alan", "andy": "andrew", "becky": "rebecca", "ben": "benjamin", "bernie": "bernard", "bert": "albert",
    "beth": "elizabeth", "betty": "elizabeth", "bill": "william", "billy": "william", "bob": "robert",
    "bobby": "robert", "charlie": "charles", "chris": "christopher christine", "chuck": "charles", "dan": "daniel",
    "dave": "david", "debbie": "deborah", "dick": "richard", "don": "donald", "ed": "edward edwin", "eddie": "edward",
    "fred": "frederick", "gabby": "gabrielle", "harry": "harold henry", "jack": "john", "jeff": "jeffrey",
    "jerry": "gerald jerome", "jim": "james", "jimmy": "james", "joe": "joseph", "johnny": "john", "kate": "katherine",
    "kathy": "kathleen katherine", "ken": "kenneth", "larry": "lawrence laurence", "len": "leonard", "liz": "elizabeth",
    "maggie": "margaret", "marty": "martin", "matt": "matthew", "meg": "margaret", "mike": "michael",
    "mitch": "mitchell",
    "nick": "nicholas", "pat": "patrick patricia", "peggy": "margaret", "pete": "peter", "phil": "philip phillip",
    "ray": "raymond", "rick": "richard", "rob": "robert", "ron": "ronald", "russ": "russell", "sam": "samuel samantha",
    "steve": "stephen steven", "sue": "susan", "ted": "edward theodore", "terry": "terence", "tim": "timothy",
    "tom": "thomas", "tony": "anthony", "vic": "victor", "vicki": "victoria", "walt": "walter", "will": "william",
}  # fmt: skip


def same_forename(one: str, other: str) -> bool:
    """Whether two forenames may be one person's who bears one surname."""
    if one == other:
        return True
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    if len(short) == 1 or "." in short:
        return long.startswith(short[0])
    return long in _SHORT.get(short, "").split()
