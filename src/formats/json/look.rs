//! Looking into JSON that other programs write, each in a way of its own: what isn't there is nothing, not a fault.

use std::borrow::Cow;

use super::tree::Tree;

impl<'a> Tree<'a> {
    /// A text that is borrowed.
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A number.
    pub(crate) fn number(number: usize) -> Self {
        Self::Number((number as u64).into())
    }

    /// An object of those fields.
    pub(crate) fn object(fields: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        Self::Object(fields.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect())
    }

    /// The value of an object's field.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(other, _)| other == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of an object's field, if it is text.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Self::as_text)
    }

    /// The whole number of an object's field, if it is one from 0.
    pub(crate) fn number_of(&self, name: &str) -> Option<usize> {
        self.get(name).and_then(Self::as_number)
    }

    /// The text that this is, if it is text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number that this is, if it is one from 0.
    pub(crate) fn as_number(&self) -> Option<usize> {
        match self {
            Self::Number(number) => number.as_u64().and_then(|number| usize::try_from(number).ok()),
            _ => None,
        }
    }

    /// The items of a list; of any other value, itself, and of null nothing.
    pub(crate) fn each(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Null => &[],
            other => std::slice::from_ref(other),
        }
    }

    /// [What there is of a field](Self::each); nothing where there is no such field.
    pub(crate) fn each_of(&self, name: &str) -> &[Self] {
        self.get(name).map_or(&[], Self::each)
    }
}
