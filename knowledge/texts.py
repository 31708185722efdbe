"""The assistant's own words, apart from where they are used. `{names}` in them are filled in."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.models import Content
from knowledge.strategy.models import Rag, Status


class Buttons(Content):
    """Labels of the buttons that are not answers. Each makes sense when it is read aloud alone."""

    menu: str
    back: str
    change: str
    again: str
    more: str
    done: str
    other_groups: str
    go_on: str
    ask_person: str
    wrong: str
    feedback: str
    send: str
    do_not_send: str
    change_words: str
    forget: str
    keep: str
    call: str
    text: str
    email: str
    website: str
    map: str
    source: str
    easy: str
    plain: str
    full: str
    short_form: str
    short_forms: str
    calendar: str
    other_day: str
    my_plan: str
    private_chat: str
    web_chat: str
    chosen: str
    remind: str
    remind_yes: str
    remind_no: str
    stop_reminders: str
    leave_out: str
    it_is_done: str
    this_is_done: str
    happened: str
    this_happened: str
    not_yet: str
    this_not_yet: str


class CardWords(Content):
    """The headings and fixed phrases of a service's card."""

    who_for: str
    ages: str
    ages_from: str
    ages_to: str
    cost: str
    costs: dict[str, str]
    how: str
    referrals: dict[str, str]
    open_times: str
    where: str
    distance: str
    near: str
    contact: str
    no_contact: str
    checked: str
    unsure: str
    may_have_closed: str
    past_review: str


class EasyWording(Content):
    """What is said around easier words."""

    label: str
    checked: str
    turned_on: str
    turned_off: str
    settings: str
    short_forms: str
    for_young: str


class AnswerWords(Content):
    """The headings and fixed phrases of an answer or a guide."""

    what_to_do: str
    time_limit: str
    period: str
    law: str
    start_by: str
    low: str
    checked: str
    as_of: str
    who_can_help: str
    helper: str
    what_next: str


class StrategyWords(Content):
    """The headings and fixed phrases of what the strategy says and of what became of it."""

    as_of: str
    caution: str
    written: str
    table: str
    row: str
    in_year: str
    under_heading: str
    promises: str
    promise: str
    choose: str
    status: str
    statuses: dict[Status, str]
    documents_say: str
    since_then: str
    no_news: str
    update: str
    actions: str
    theme: str
    action: str
    lead_agency: str
    lead: str
    target_date: str
    progress: str
    colours: dict[Rag, str]
    not_given: str
    more: str


class ReminderWords(Content):
    """What is said of reminders. `notice` is said before the first one, and needs a yes."""

    notice: str
    about: str
    subject: str
    turned_on: str
    refused: str
    passed: str
    elsewhere: str
    before: str
    last_day: str
    date: str
    begins: str
    today: str
    tomorrow: str
    in_days: str
    do: str
    happened: str
    was: str
    good: str
    not_yet: str
    stopped: str
    left_out: str
    settings: str
    settings_off: str
    mydata: str


class Texts(Content):
    """Every sentence that the assistant says of itself."""

    welcome: str
    run_by_nobody: str
    telegram_age: str
    menu: str
    my_plan: str
    clock_held_back: str
    help: str
    privacy: str
    mydata_nothing: str
    mydata: str
    mydata_flow: str
    forget_ask: str
    forget_done: str
    forget_kept: str
    cancelled: str
    nothing_to_cancel: str
    unknown_command: str
    not_sure: str
    not_sure_in_flow: str
    did_you_mean: str
    did_you_mean_place: str
    did_you_mean_service: str
    back_to_question: str
    stale_button: str
    too_long: str
    empty: str
    unsupported: dict[str, str]
    slow_down: str
    place_unknown: str
    place_outside: str
    date_unknown: str
    date_which: str
    date_no_such_day: str
    date_wrong_weekday: str
    date_future: str
    date_too_old: str
    date_too_far: str
    age_unknown: str
    service_unknown: str
    text_too_long: str
    many_none: str
    group_line: str
    chosen_line: str
    results: str
    results_last: str
    results_none: str
    change: str
    change_choice: str
    preview_title: str
    preview: str
    preview_rating: str
    preview_good: str
    preview_better: str
    preview_what: str
    preview_words: str
    not_sent: str
    sent: str
    sent_correction: str
    receipt_ask: str
    receipt_wrong: str
    receipt_unknown: str
    receipt_states: dict[str, str]
    private_reply_gone: str
    bot_line: str
    carry_on: str
    more_help: str
    something_wrong: str
    group_chat: str
    typing_question: str
    commands: dict[str, str]
    about: str
    about_short: str
    credits: str
    buttons: Buttons
    card: CardWords
    answer: AnswerWords
    easy: EasyWording
    strategy: StrategyWords
    reminders: ReminderWords

    def at(self, place: str) -> str | None:
        """The text at a place such as "welcome" or "reminders.notice"; None where there is no such text."""
        found: object = self
        for name in place.split("."):
            found = getattr(found, name, None) if isinstance(found, Content) else None
        return found if isinstance(found, str) else None


BLANKS: Mapping[str, frozenset[str]] = {
    name: frozenset(blanks.split())
    for name, blanks in {
        "welcome": "area run_by",
        "privacy": "run_by",
        "mydata_flow": "flow step answer",
        "place_outside": "area",
        "date_wrong_weekday": "day weekday",
        "text_too_long": "length most",
        "chosen_line": "names",
        "results": "count needs age place",
        "results_last": "first last count",
        "results_none": "needs age place",
        "change_choice": "step answer",
        "preview_rating": "rating",
        "preview_good": "words",
        "preview_better": "words",
        "preview_what": "what",
        "preview_words": "words",
        "sent": "code",
        "sent_correction": "title",
        "about": "area run_by",
        "about_short": "area",
        "buttons.other_day": "step",
        "buttons.call": "number",
        "buttons.text": "number",
        "buttons.email": "address",
        "buttons.source": "site",
        "card.who_for": "who",
        "card.ages": "low high",
        "card.ages_from": "low",
        "card.ages_to": "high",
        "card.cost": "cost",
        "card.how": "how",
        "card.open_times": "times",
        "card.where": "address",
        "card.distance": "miles",
        "card.contact": "number what",
        "card.no_contact": "person",
        "card.checked": "day",
        "answer.period": "period start",
        "answer.law": "law",
        "answer.start_by": "when",
        "answer.low": "fact",
        "answer.checked": "day sites",
        "answer.as_of": "day",
        "answer.helper": "name reach",
        "buttons.short_form": "short",
        "easy.checked": "who",
        "buttons.leave_out": "title",
        "buttons.this_is_done": "title",
        "buttons.this_happened": "title",
        "buttons.this_not_yet": "title",
        "reminders.subject": "title day",
        "reminders.last_day": "title day when",
        "reminders.date": "title day when",
        "reminders.begins": "title day when",
        "reminders.in_days": "count",
        "reminders.was": "title day",
        "reminders.settings": "count",
        "strategy.as_of": "when",
        "strategy.caution": "caution",
        "strategy.written": "where day",
        "strategy.table": "title",
        "strategy.row": "name cells",
        "strategy.in_year": "value heading",
        "strategy.under_heading": "value heading",
        "strategy.promise": "title status",
        "strategy.status": "status",
        "strategy.update": "day text site",
        "strategy.theme": "theme group",
        "strategy.action": "ref action",
        "strategy.lead_agency": "who",
        "strategy.lead": "who",
        "strategy.target_date": "day",
        "strategy.progress": "progress",
    }.items()
}
"""Which blanks each text may have; a text that is not named here has none."""
