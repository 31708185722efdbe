"""The assistant's own words, apart from where they are used. `{names}` in them are filled in."""

from __future__ import annotations

from knowledge.heard_words import HeardWords, PromiseWords, ReceiptWords, ResponseWords, VoiceWords, YouthWords
from knowledge.models import Content
from knowledge.page_words import PublicPageWords
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
    telegram: str
    chosen: str
    remind: str
    remind_yes: str
    remind_no: str
    stop_reminders: str
    responses: str
    voices: str
    withdraw: str
    withdraw_yes: str
    withdraw_no: str
    check_receipt: str
    say_what_you_think: str
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
    say_what_you_think: str
    clock_held_back: str
    help: str
    mydata_nothing: str
    mydata: str
    mydata_flow: str
    mydata_waiting: str
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
    switched_off: str
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
    preview_line: str
    not_sent: str
    sent: str
    sent_correction: str
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
    heard: HeardWords
    receipts: ReceiptWords
    responses: ResponseWords
    voices: VoiceWords
    promises: PromiseWords
    youth: YouthWords
    pages: PublicPageWords

    def at(self, place: str) -> str | None:
        """The text at a place such as "welcome" or "reminders.notice"; None where there is no such text."""
        found: object = self
        for name in place.split("."):
            found = getattr(found, name, None) if isinstance(found, Content) else None
        return found if isinstance(found, str) else None
