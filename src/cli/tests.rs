//! Lints of the command line's definition.

use super::*;

fn every_command() -> Vec<clap::Command> {
    let mut whole = command();
    whole.build();
    let (mut all, mut found) = (vec![whole], Vec::new());
    while let Some(command) = all.pop() {
        all.extend(command.get_subcommands().filter(|sub| sub.get_name() != "help").cloned());
        found.push(command);
    }
    found
}

#[test]
fn clap_finds_nothing_wrong_with_the_definition() {
    command().debug_assert();
}

#[test]
fn every_command_says_what_it_does() {
    for command in every_command() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(about.len() > 10, "{} says only `{about}`", command.get_name());
        assert!(!about.ends_with('.'), "{}: `{about}` ends with a full stop", command.get_name());
    }
}

#[test]
fn every_argument_has_help() {
    for command in every_command() {
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.len() > 6, "{} {} says only `{help}`", command.get_name(), argument.get_id());
        }
    }
}

#[test]
fn every_exit_has_its_own_code_in_the_order_of_the_variants() {
    let mut codes: Vec<u8> = EXIT_CODES.iter().map(|row| row.1).collect();
    for (nth, (exit, code, meaning)) in EXIT_CODES.iter().enumerate() {
        assert_eq!((*exit as usize, exit.code()), (nth, *code), "{meaning}");
        assert!(!meaning.is_empty());
    }
    assert!(codes.is_sorted());
    codes.dedup();
    assert_eq!(codes.len(), EXIT_CODES.len());
}
