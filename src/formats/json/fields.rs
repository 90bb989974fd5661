//! The fields of an object, taken one by one by those who know what each should be.

use std::borrow::Cow;

use super::super::damaged::{one_of, shown};
use super::flaw::Flaw;
use super::tree::{Object, Tree};
use super::unknown::Unknown;

/// The fields of an object that nobody has taken yet.
pub(crate) struct Fields<'a>(Object<'a>);

impl<'a> Fields<'a> {
    /// The fields of a value that should be an object.
    pub(crate) fn of(tree: Tree<'a>) -> Result<Self, Flaw> {
        match tree {
            Tree::Object(fields) => Ok(Self(fields)),
            other => Err(unexpected("an object", &other)),
        }
    }

    /// Takes a field that has to be there.
    pub(crate) fn needed<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Tree<'a>) -> Result<T, Flaw>,
    ) -> Result<T, Flaw> {
        let found = self.take(name).ok_or_else(|| Flaw::new("this field is missing"));
        found.and_then(read).map_err(|flaw| flaw.inside(name))
    }

    /// Takes a field that may be left out.
    pub(crate) fn optional<T: Default>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Tree<'a>) -> Result<T, Flaw>,
    ) -> Result<T, Flaw> {
        self.take(name).map_or_else(|| Ok(T::default()), read).map_err(|flaw| flaw.inside(name))
    }

    /// What is left once every known field is taken.
    pub(crate) fn unknown(self) -> Unknown<'a> {
        Unknown(self.0)
    }

    fn take(&mut self, name: &str) -> Option<Tree<'a>> {
        let nth = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(nth).1)
    }
}

/// Any text.
pub(crate) fn text(tree: Tree<'_>) -> Result<String, Flaw> {
    borrowed(tree).map(Cow::into_owned)
}

/// `true` or `false`.
pub(crate) fn flag(tree: Tree<'_>) -> Result<bool, Flaw> {
    match tree {
        Tree::Flag(flag) => Ok(flag),
        other => Err(unexpected("true or false", &other)),
    }
}

/// A whole number from 0.
pub(crate) fn count(tree: Tree<'_>) -> Result<usize, Flaw> {
    let Tree::Number(number) = tree else {
        return Err(unexpected("a whole number", &tree));
    };
    let whole = number.as_u64().and_then(|number| usize::try_from(number).ok());
    whole.ok_or_else(|| Flaw::new(format!("expected a whole number from 0, not {number}")))
}

/// A list of which `read` reads each item.
pub(crate) fn items<'a, T>(tree: Tree<'a>, mut read: impl FnMut(Tree<'a>) -> Result<T, Flaw>) -> Result<Vec<T>, Flaw> {
    let Tree::List(items) = tree else {
        return Err(unexpected("a list", &tree));
    };
    items.into_iter().enumerate().map(|(nth, item)| read(item).map_err(|flaw| flaw.inside(nth))).collect()
}

/// One of some names, of which `find` finds the values; `what` says what they are names of.
pub(crate) fn choice<T>(
    tree: Tree<'_>,
    what: &str,
    find: impl FnOnce(&str) -> Option<T>,
    names: impl IntoIterator<Item = &'static str>,
) -> Result<T, Flaw> {
    let name = borrowed(tree)?;
    find(&name).ok_or_else(|| Flaw::new(format!("unknown {what} “{}”; expected {}", shown(&name), one_of(names))))
}

fn borrowed(tree: Tree<'_>) -> Result<Cow<'_, str>, Flaw> {
    match tree {
        Tree::Text(text) => Ok(text),
        other => Err(unexpected("text", &other)),
    }
}

fn unexpected(expected: &str, found: &Tree<'_>) -> Flaw {
    let found = match found {
        Tree::Null => "null",
        Tree::Flag(_) => "true or false",
        Tree::Number(_) => "a number",
        Tree::Text(_) => "text",
        Tree::List(_) => "a list",
        Tree::Object(_) => "an object",
    };
    Flaw::new(format!("expected {expected}, not {found}"))
}
