//! The status line and the hint line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::action::Action;
use super::super::app::App;
use super::super::desk::{Desk, OnDisk, Saving};
use super::super::display;
use super::super::filter::FACETS;
use super::super::keymap::{Mode, Row};
use super::super::order::Sorting;
use super::super::pane;
use super::super::unsaved;
use super::{boxes, guesses, hints as aims, line};
use crate::model::{Coverage, LABELS, Label, Spans};

/// So many columns of the article's name are shown before anything on its right.
const SHORTEST_NAME: u16 = 12;

/// Draws both lines and says where the cursor of a prompt is, if there is one.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    status(buffer, app);
    if app.mode.prompts() {
        return Some(search(buffer, app));
    }
    match &app.message {
        Some(message) => {
            let style = if message.warns { app.theme.alarm } else { app.theme.in_hand };
            let area = app.areas.hints;
            for (nth, text) in (0..).zip(message.rows(area.width, area.height)) {
                line::put(buffer, line::row(area, nth), &format!(" {text} "), style);
            }
        }
        None => hints(buffer, app),
    }
    None
}

fn status(buffer: &mut Buffer, app: &App) {
    let area = app.areas.status;
    let theme = app.theme;
    buffer.set_style(area, theme.status);
    let Some(desk) = app.desk() else {
        let what = match app.articles.len() {
            1 => " reading the article".to_owned(),
            count => format!(" {count} articles"),
        };
        line::put(buffer, area, &what, theme.status);
        return;
    };
    let (mut saving, failed) = saving(app, desk);
    if failed {
        saving = format!(" {} ", pane::fold(&saving, area.width.saturating_sub(2), 1).concat());
    }
    let style = if failed { theme.alarm } else { theme.status };
    // Why something isn't saved matters more than all else.
    let used = line::put(buffer, area, &saving, style);
    let rest = line::after(area, used);
    let used = line::put(buffer, rest, &doing(app, desk), theme.status);
    let rest = line::after(rest, used);
    let (name, state) = (desk.document.name(), found(app, desk) + &article_state(desk));
    // Of what stands on the right, as much as leaves room for a piece of the name, and for how the article stands.
    let wanted = line::columns(name).min(SHORTEST_NAME).saturating_add(line::columns(&state));
    let right = right(desk)
        .into_iter()
        .find(|right| line::columns(right).saturating_add(wanted) <= rest.width)
        .unwrap_or_default();
    let room = rest.width.saturating_sub(line::columns(&right));
    let name = pane::fold(name, room.saturating_sub(line::columns(&state)), 1).concat();
    // Of a name that has no room nothing is left but the sign that it goes on.
    let name = if name == "…" { "" } else { &name };
    let used = line::put(buffer, rest, name, theme.status);
    line::put(buffer, line::after(rest, used), &state, theme.status);
    line::put(buffer, line::after(rest, room), &right, theme.status);
}

/// How the annotation file stands, and whether that must not be overlooked.
fn saving(app: &App, desk: &Desk) -> (String, bool) {
    if let (Some(fault), Saving::Unchanged) = (&desk.fault, &desk.saving) {
        return (format!("DAMAGED: {fault}; the first mark sets it aside"), true);
    }
    match (&desk.read_only, &desk.saving) {
        (Some(why), _) => (why.clone(), true),
        (None, Saving::Failed { unsaved, changes }) => {
            let (first, why) = unsaved::in_short(*changes, unsaved);
            let fits = unsaved.copy.is_none() || line::columns(&first) <= app.areas.status.width.saturating_sub(2);
            let shorter = || unsaved::in_shorter(*changes, app.key(Action::Quit));
            (if fits { first + &why } else { shorter() }, true)
        }
        (None, Saving::Saving) => (" saving ".to_owned(), false),
        (None, Saving::Saved) => (" saved  ".to_owned(), false),
        (None, Saving::Unchanged) => (" ".to_owned(), false),
    }
}

/// What is being done, and in which article.
fn doing(app: &App, desk: &Desk) -> String {
    let mut parts = Vec::new();
    if app.mode != Mode::Read || desk.extending {
        let name = if app.mode == Mode::Read { "extend" } else { app.mode.name() };
        parts.push(name.to_uppercase());
    }
    if app.mode == Mode::Help && !app.help_filter.is_empty() {
        parts.push(format!("/{}", app.help_filter));
    }
    if let Some(count) = app.count {
        parts.push(count.to_string());
    }
    if !app.pending.is_empty() {
        parts.push(app.pending.to_string());
    }
    if app.articles.len() > 1 {
        parts.push(format!("{}/{}", app.open.saturating_add(1), app.articles.len()));
    }
    parts.push(String::new());
    parts.join("  ")
}

/// What is unusual about the article.
fn article_state(desk: &Desk) -> String {
    let encoding = desk.encoding.as_ref().map(|name| format!(" [{name}]")).unwrap_or_default();
    let hidden = if desk.hidden > 0 { format!(" [{} hidden]", desk.hidden) } else { String::new() };
    let on_disk = if desk.on_disk == OnDisk::Changed { " [changed on disk]" } else { "" };
    let finished = if desk.set.finished().is_some() { " [finished]" } else { "" };
    let filter = match desk.order.filter.written.trim() {
        "" => String::new(),
        filter => format!(" [only {}]", display::safe(filter)),
    };
    let by = match desk.order.by {
        Sorting::Place => String::new(),
        by => format!(" [by {}]", by.name()),
    };
    format!("{finished}{filter}{by}{encoding}{hidden}{on_disk}")
}

/// Which match of a search is selected, as long as the text is what is being read.
fn found(app: &App, desk: &Desk) -> String {
    let search = desk.search.as_ref().filter(|_| app.mode == Mode::Read);
    let position = search.and_then(|search| search.position(desk.selected()));
    position.map(|position| format!(" [{position}]")).unwrap_or_default()
}

/// Counts by label, how much of the text is marked, and where in it the cursor is; then less and less of that.
fn right(desk: &Desk) -> Vec<String> {
    let counts: Vec<String> = LABELS.iter().map(|row| format!("{}{}", row.mark, desk.set.count(row.label))).collect();
    let length = desk.document.text().len();
    let at = percent(desk.selected().end().byte(), length);
    let undecided = desk.review.count();
    let said = |count: usize, what: &str| if count > 0 { format!("{count} {what}  ") } else { String::new() };
    let open = said(desk.set.open_checks(), "to check");
    let (unmarked, sentences) = desk.coverage.as_ref().map(covered).unwrap_or_default();
    let not_found = desk.set.orphans().len().saturating_sub(undecided);
    let orphans = said(undecided, "to review") + &said(not_found, "not found");
    vec![
        format!("  {orphans}{}  {open}{unmarked}{sentences}at {at}% ", counts.join(" ")),
        format!("  {orphans}{open}{unmarked}{sentences}at {at}% "),
        format!("  {orphans}{open}{unmarked}at {at}% "),
        format!("  {orphans}{open}at {at}% "),
        format!("  at {at}% "),
    ]
}

/// How many quotations, figures, dates and names lie outside of every mark, and how many sentences have one.
fn covered(coverage: &Coverage) -> (String, String) {
    let unmarked = coverage.unmarked().len();
    let sentences = percent(coverage.covered_sentences(), coverage.sentences());
    let unmarked = if unmarked > 0 { format!("{unmarked} unmarked  ") } else { String::new() };
    (unmarked, format!("{sentences}% of sentences  "))
}

/// A share in whole percent, 100 only for the whole.
pub(super) fn percent(part: usize, whole: usize) -> usize {
    (part as u128).saturating_mul(100).checked_div(whole as u128).unwrap_or(0) as usize
}

fn hints(buffer: &mut Buffer, app: &App) {
    let mut area = line::after(app.areas.hints, 1);
    // What needs an annotation is no help before there is one.
    let held = app.desk().is_some_and(|desk| desk.in_hand().is_some());
    // The key that moves a mark on says where to.
    let moves_on = |row: &Row| {
        app.desk().and_then(|desk| desk.fresh.as_ref()).is_some_and(|it| row.action == Action::Annotate(it.label))
    };
    let of_use = |row: &&Row| !row.hint.is_empty() && !moves_on(row) && (held || !row.action.needs_annotation());
    let shown = || app.keymap.rows().iter().filter(|row| row.modes.contains(&app.mode)).filter(of_use);
    // However little room there is, the key that leads to all others, or out, is shown.
    let way_out = |action| shown().find(|row| row.action == action);
    let last = way_out(Action::Help).or_else(|| way_out(Action::Back)).or_else(|| way_out(Action::Finish));
    let width = |(key, hint): &(&str, String)| line::columns(key).saturating_add(1).saturating_add(line::columns(hint));
    let first_key = |row: &'_ Row| row.keys.first().map_or("", String::as_str).to_owned();
    let reserved = last.map_or(0, |row| width(&(&first_key(row), row.hint.clone())));
    if let Some(aim) = &app.aim {
        let question = aims::question(app, aim, area.width.saturating_sub(reserved.saturating_add(2)));
        let used = line::put(buffer, area, &question, app.theme.in_hand);
        area = if used > 0 { line::after(area, used.saturating_add(2)) } else { area };
    }
    let put = |buffer: &mut Buffer, key: &str, hint: &str, area: Rect| {
        let used = line::put(buffer, area, key, app.theme.key);
        let used = used.saturating_add(1).saturating_add(line::put(
            buffer,
            line::after(area, used.saturating_add(1)),
            hint,
            app.theme.quiet,
        ));
        line::after(area, used.saturating_add(2))
    };
    let rest = shown().filter(|row| last.is_none_or(|last| last.action != row.action));
    let (mut labels, rest): (Vec<&Row>, Vec<&Row>) = rest.partition(|row| matches!(row.action, Action::Annotate(_)));
    labels.sort_by_key(|row| turn(app, row.action));
    let letters = app.aim.as_ref().map(|aim| aims::keys(app, aim, area.width.saturating_sub(reserved)));
    let offer = offer(app).into_iter().chain(all_the_same(app)).chain(moved_on(app));
    let offer = letters.into_iter().flatten().chain(offer);
    let written = |row: &Row| (first_key(row), hint(app, row));
    let has_room = |key: &str, hint: &str, area: Rect| {
        width(&(key, hint.to_owned())).saturating_add(2).saturating_add(reserved) <= area.width
    };
    let labels = labels.into_iter().map(written).chain(by_hints(app));
    for (key, mut hint) in offer.chain(labels).chain(rest.into_iter().map(written)) {
        // A key without its quote says more than none.
        if let Some((name, _)) = hint.split_once(" “").filter(|_| !has_room(&key, &hint, area)) {
            hint = name.to_owned();
        }
        if !has_room(&key, &hint, area) {
            break;
        }
        area = put(buffer, &key, &hint, area);
    }
    if let Some(last) = last {
        put(buffer, &first_key(last), &last.hint, area);
    }
}

/// The turn of a key in the hint line: those of guesses that the text shows come first, the likeliest of them at the head.
fn turn(app: &App, action: Action) -> usize {
    let shown = app.desk().map(|desk| guesses::shown(app, desk)).unwrap_or_default();
    let nth = |label| shown.iter().position(|guess| guess.label == label);
    if let Action::Annotate(label) = action { nth(label).unwrap_or(shown.len()) } else { shown.len() }
}

/// The words beside a key; for a label's the text that it would mark, where the reading is sure of it.
fn hint(app: &App, row: &Row) -> String {
    let Action::Annotate(label) = row.action else { return row.hint.clone() };
    let Some(desk) = app.desk().filter(|_| app.count.is_none()) else { return row.hint.clone() };
    let name = if desk.another == Some(label) { format!("another {}", row.hint) } else { row.hint.clone() };
    match desk.guesses.next.iter().find(|guess| guess.label == label) {
        Some(guess) if guess.is_sure => format!("{name} {}", in_short(app, desk, &guess.place)),
        Some(_) => format!("{name} …?"),
        None => name,
    }
}

/// The key that marks any other place; that of the commonest label is enough to tell what capitals are for.
fn by_hints(app: &App) -> Option<(String, String)> {
    let key = app.keymap.key_of(app.mode, Action::Aim(Label::Claim))?;
    Some((key.to_owned(), "by hints".to_owned()))
}

/// The keys of the mark that was just made: the one that moves it on, with the place it goes to, and those that make another
/// one in the same sentence.
fn moved_on(app: &App) -> Vec<(String, String)> {
    let Some((desk, fresh)) = app.desk().and_then(|desk| Some((desk, desk.fresh.as_ref()?))) else { return Vec::new() };
    let Some(key) = app.keymap.key_of(app.mode, Action::Annotate(fresh.label)) else { return Vec::new() };
    let all = fresh.places.len();
    let next = fresh.nth.saturating_add(app.count.unwrap_or(1)).checked_rem(all).unwrap_or(0);
    let again = match fresh.places.get(next).filter(|_| all > 1) {
        Some(place) => format!("again: {} of {all} {}", next.saturating_add(1), in_short(app, desk, place)),
        None => "again: no other place".to_owned(),
    };
    let leaves = app.keymap.key_of(app.mode, Action::Back).filter(|_| desk.guesses.another.is_some());
    let another = leaves.map(|leaves| (format!("{leaves} {key}"), format!("another {} here", fresh.label.name())));
    std::iter::once((key.to_owned(), again)).chain(another).collect()
}

/// The text of a place, as far as the hint line has room for it beside others.
fn in_short(app: &App, desk: &Desk, place: &Spans) -> String {
    let columns = (app.areas.hints.width / QUOTES_BESIDE).max(SHORTEST_QUOTE);
    pane::in_short(&desk.quote_of(place), columns)
}

/// The tie that is offered, with its key.
fn offer(app: &App) -> Option<(String, String)> {
    let desk = app.desk().filter(|_| app.mode == app.home)?;
    let offer = desk.offered.next.first()?;
    let key = app.keymap.key_of(app.mode, Action::TakeOffer)?;
    let columns = (app.areas.hints.width / QUOTES_BESIDE).max(SHORTEST_QUOTE);
    Some((key.to_owned(), format!("tie to {}", desk.describe(offer, columns))))
}

/// How many other places the name in hand has, with the key that marks them.
fn all_the_same(app: &App) -> Option<(String, String)> {
    let desk = app.desk().filter(|_| app.mode == app.home)?;
    let count = Some(desk.same.places.len()).filter(|count| *count > 0)?;
    let key = app.keymap.key_of(app.mode, Action::MarkAll)?;
    Some((key.to_owned(), format!("{count} more")))
}

/// What part of the hint line the quote of one key takes.
const QUOTES_BESIDE: u16 = 5;
/// No quote is shown that can't have so many columns.
const SHORTEST_QUOTE: u16 = 11;

fn search(buffer: &mut Buffer, app: &App) -> Position {
    let area = app.areas.hints;
    let used = line::put(buffer, area, if app.mode == Mode::Name { " your name: " } else { " / " }, app.theme.key);
    let area = line::after(area, used);
    let cursor = boxes::one_line(buffer, area, &app.prompt);
    if app.mode == Mode::Filter && app.filtering != Mode::Help && app.prompt.lines().concat().is_empty() {
        // Below the cursor, where it is gone with the first letter.
        let facets: Vec<String> = FACETS.iter().map(|row| format!("{}:…", row.1)).collect();
        line::put(buffer, area, &format!("words, or {}; -… leaves out", facets.join(" ")), app.theme.quiet);
    }
    if app.mode == Mode::Name && app.prompt.lines().concat().is_empty() {
        let keep = "recorded with each change; creator = \"…\" in the configuration keeps it; Esc: none";
        line::put(buffer, line::after(area, 1), keep, app.theme.quiet);
    }
    cursor
}
