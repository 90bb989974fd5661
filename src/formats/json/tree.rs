//! JSON as it was read: fields in their order and none of them twice, so that nothing of a file is lost or guessed.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;
use serde_json::error::Category;

use super::super::damaged::shown;
use super::flaw::Flaw;
use super::seek::{self, Step};

/// The most values that a text may hold: several times what its size makes likely, and far from filling the memory.
const MAX_VALUES: usize = 4_000_000;

/// Up to so many fields are compared one by one before a set of their names is made.
const FEW_FIELDS: usize = 16;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// Whole numbers of 64 bits are exact; every other number is the nearest double.
    Number(Number),
    /// A string, borrowed where it holds no escapes.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Tree<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// The fields of an object in their order.
pub(crate) type Object<'a> = Vec<(Cow<'a, str>, Tree<'a>)>;

/// Reads a whole text as one value, nested 127 deep at most.
pub(crate) fn parse(json: &str) -> Result<Tree<'_>, Flaw> {
    let mut trail = Trail::default();
    let mut reader = serde_json::Deserializer::from_str(json);
    let tree = Reading(&mut trail).deserialize(&mut reader).and_then(|tree| reader.end().map(|()| tree));
    tree.map_err(|raised| Flaw::met(why(&raised), trail.steps, seek::position_of(&raised, json)))
}

fn why(raised: &serde_json::Error) -> String {
    let message = raised.to_string();
    let place = format!(" at line {} column {}", raised.line(), raised.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    match raised.classify() {
        Category::Data => message.to_owned(),
        Category::Eof => "the file ends in the middle of this".to_owned(),
        Category::Syntax | Category::Io => format!("this is not valid JSON: {message}"),
    }
}

/// How far reading has come; where it fails, the steps lead to the value that it failed in.
#[derive(Default)]
struct Trail<'de> {
    steps: Vec<Step<'de>>,
    values: usize,
}

struct Reading<'t, 'de>(&'t mut Trail<'de>);

impl<'de> DeserializeSeed<'de> for Reading<'_, 'de> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Tree<'de>, D::Error> {
        self.0.values += 1;
        if self.0.values > MAX_VALUES {
            return Err(D::Error::custom(format!("the file holds more than {MAX_VALUES} values")));
        }
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_, 'de> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Tree<'de>, E> {
        Number::from_f64(number).map(Tree::Number).ok_or_else(|| E::custom("this is no number"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree<'de>, A::Error> {
        let mut items = Vec::new();
        self.0.steps.push(Step::Item(0));
        while let Some(item) = list.next_element_seed(Reading(&mut *self.0))? {
            items.push(item);
            self.0.steps.pop();
            self.0.steps.push(Step::Item(items.len()));
        }
        self.0.steps.pop();
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree<'de>, A::Error> {
        let (mut fields, mut names) = (Object::new(), HashSet::new());
        while let Some(name) = object.next_key_seed(Name)? {
            self.0.steps.push(Step::Field(name.clone()));
            if is_there(&fields, &mut names, name.clone()) {
                return Err(A::Error::custom(format!("the field “{}” stands here twice", shown(&name))));
            }
            let value = object.next_value_seed(Reading(&mut *self.0))?;
            self.0.steps.pop();
            fields.push((name, value));
        }
        Ok(Tree::Object(fields))
    }
}

/// Whether there is a field of that name already. Of many fields the names are kept, so that each is looked up once.
fn is_there<'de>(fields: &Object<'de>, names: &mut HashSet<Cow<'de, str>>, name: Cow<'de, str>) -> bool {
    if fields.len() < FEW_FIELDS {
        return fields.iter().any(|(other, _)| *other == name);
    }
    if names.is_empty() {
        names.extend(fields.iter().map(|(other, _)| other.clone()));
    }
    !names.insert(name)
}

/// Reads a field's name, borrowed where it holds no escapes.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<Cow<'de, str>, D::Error> {
        name.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Flag(flag) => to.serialize_bool(*flag),
            Self::Number(number) => number.serialize(to),
            Self::Text(text) => to.serialize_str(text),
            Self::List(items) => to.collect_seq(items),
            Self::Object(fields) => to.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}
