//! `ascribe completions` and `ascribe man`: what packages install beside the program.

use std::io::{self, Write};

use clap::Command;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::tui::keymap::Keymap;

use super::exit::{Exit, Failure, Outcome};
use super::keys;
use super::streams::Streams;

/// Print the completions for a shell
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    /// Prints them.
    pub(super) fn run(&self, mut command: Command, streams: &mut Streams) -> Outcome {
        let mut script = Vec::new();
        let name = command.get_name().to_owned();
        generate(self.shell, &mut command, name, &mut script);
        streams.data.print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Done)
    }
}

/// Print the manual page
pub(super) fn man(command: Command, keymap: &Keymap, streams: &mut Streams) -> Outcome {
    let page = page(command).map_err(|error| Failure::output(&error))?;
    let page = page + &verbatim(&format!("Keys:\n{}", keys::plain(keymap)));
    streams.data.print(&page)?;
    Ok(Exit::Done)
}

/// One page: the program, then each sub-command as a section of its own.
fn page(mut command: Command) -> io::Result<String> {
    command.build();
    let man = Man::new(command.clone());
    let mut page = section(|page| man.render_title(page))?;
    page.push_str(&section(|page| man.render_name_section(page))?);
    page.push_str(&verbatim(&command.get_before_help().map(ToString::to_string).unwrap_or_default()));
    page.push_str(&sections(&man)?);
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = sub.get_bin_name().unwrap_or(sub.get_name()).to_uppercase();
        let examples = sub.get_before_help().map(|examples| verbatim(&examples.to_string())).unwrap_or_default();
        let section = sections(&Man::new(sub.clone()))? + &examples;
        page = page + ".SH \"" + &name + "\"\n" + &section.replace(".SH ", ".SS ");
    }
    let epilogue = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (files, codes) = epilogue.split_once("\n\n").unwrap_or((&epilogue, ""));
    Ok(page + &verbatim(&format!("Files:\n{files}")) + &verbatim(codes))
}

/// What every command has.
fn sections(man: &Man) -> io::Result<String> {
    let synopsis = section(|page| man.render_synopsis_section(page))?;
    let description = section(|page| man.render_description_section(page))?;
    Ok(synopsis + &description + &section(|page| man.render_options_section(page))?)
}

/// A piece of the page, without the preamble that each piece brings along; the title's is enough.
fn section(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
    let mut rendered = Vec::new();
    render(&mut rendered)?;
    let rendered = String::from_utf8_lossy(&rendered).into_owned();
    match rendered.find(".TH ") {
        Some(_) => Ok(rendered),
        None => Ok(rendered.get(rendered.find(".SH ").unwrap_or_default()..).unwrap_or_default().to_owned()),
    }
}

/// Lines as they are, below the first one as their heading.
fn verbatim(text: &str) -> String {
    let (heading, lines) = text.split_once('\n').unwrap_or((text, ""));
    let heading = heading.trim_end_matches(':').to_uppercase();
    // The zero-width `\&` keeps a line from being taken for a request.
    let lines = lines.trim_end().lines().map(|line| format!("\\&{}\n", line.replace('\\', "\\e").replace('-', "\\-")));
    format!(".SH \"{heading}\"\n.nf\n{}.fi\n", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_command_and_the_exit_codes() {
        let page = page(super::super::command()).unwrap();
        for sub in super::super::command().get_subcommands() {
            let heading = format!(".SH \"ASCRIBE {}\"", sub.get_name().to_uppercase());
            assert_eq!(page.matches(&heading).count(), 1, "{heading}");
        }
        for heading in
            [".SH NAME", ".SH \"EXAMPLES\"", ".SH SYNOPSIS", ".SH OPTIONS", ".SH \"FILES\"", ".SH \"EXIT CODES\""]
        {
            assert_eq!(page.matches(heading).count(), 1, "{heading}");
        }
        assert_eq!(page.matches(".TH ").count(), 1);
        assert_eq!(page.matches(".ie ").count(), 1);
    }
}
