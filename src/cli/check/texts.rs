//! The options of `ascribe check` that write a text, made from the model's table.

use clap::builder::{StringValueParser, TypedValueParser};
use clap::{Arg, ArgMatches, Command};

use crate::model::check::{CheckPart, CheckTextRow};
use crate::model::{CHECK_TEXTS, Check, CheckText, is_date};
use crate::store::{Clock, Stamps};

/// The texts that were given, in the order of the table.
#[derive(Clone, Debug)]
pub(super) struct Texts(Vec<(CheckText, Said)>);

/// A text as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Now,
    Today,
    /// Any text or, for a date, one of RFC 3339 or nothing.
    Text(String),
}

/// The texts that have an option.
pub(super) fn options() -> impl Iterator<Item = &'static CheckTextRow> {
    CHECK_TEXTS.iter().filter(|row| row.part != CheckPart::Record)
}

impl Texts {
    /// Writes them; the date of one that changed is now, unless it was given too.
    pub(super) fn write(&self, check: &mut Check, clock: &mut Clock) {
        for (text, said) in &self.0 {
            let said = said.text(clock);
            let is_new = !said.is_empty() && said != *check.text(*text);
            if let Some(date) = text.date().filter(|_| is_new && text.row().is_typed()) {
                *check.text_mut(date) = clock.now();
            }
            *check.text_mut(*text) = said;
        }
    }
}

impl Said {
    fn text(&self, clock: &mut Clock) -> String {
        match self {
            Self::Now => clock.now(),
            Self::Today => clock.now().split('T').next().unwrap_or_default().to_owned(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl clap::Args for Texts {
    fn augment_args(command: Command) -> Command {
        command.args(options().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Texts {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = options().filter_map(|row| Some((row.text, matches.get_one::<Said>(row.option)?.clone())));
        Ok(Self(given.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn option(row: &'static CheckTextRow) -> Arg {
    let unless = match row.part {
        CheckPart::Verdict if !row.is_date => "; without this, your name",
        _ if row.date_of.is_some() => "; without this, now",
        _ => "",
    };
    let option = Arg::new(row.option).long(row.option).help(format!("{}{unless}", row.about));
    if row.is_date {
        option.value_name("DATE").value_parser(date)
    } else {
        option.value_name("TEXT").value_parser(StringValueParser::new().map(Said::Text))
    }
}

fn date(text: &str) -> Result<Said, String> {
    match text {
        "now" => Ok(Said::Now),
        "today" => Ok(Said::Today),
        text if text.is_empty() || is_date(text) => Ok(Said::Text(text.to_owned())),
        _ => Err("write a date as 2026-11-23, a time as 2026-11-23T10:00:00Z, or `today` or `now`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_of_rfc_3339_or_a_word_for_it() {
        assert_eq!((date("now"), date("today")), (Ok(Said::Now), Ok(Said::Today)));
        assert_eq!(date("2026-11-23"), Ok(Said::Text("2026-11-23".to_owned())));
        assert!(date("23.11.2026").is_err() && date("2026-02-30").is_err());
        let today = Said::Today.text(&mut Clock::of(""));
        assert!(today.len() == 10 && is_date(&today), "{today}");
    }
}
