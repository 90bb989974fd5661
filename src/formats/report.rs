//! What commands report, as JSON for other programs.

use serde_json::Number;

use super::json::{List, Tree, pretty};

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// How many.
    Number(usize),
    /// Whether.
    Flag(bool),
    /// Several of a kind.
    List(Vec<Value>),
    /// Named values, in the order in which they are written.
    Record(Vec<(String, Value)>),
}

impl Value {
    /// Named values.
    pub fn record<N: Into<String>>(fields: impl IntoIterator<Item = (N, Value)>) -> Self {
        Self::Record(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Several of a kind.
    pub fn list<V: Into<Value>>(values: impl IntoIterator<Item = V>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }

    fn into_tree(self) -> Tree<'static> {
        match self {
            Self::Text(text) => Tree::Text(text.into()),
            Self::Number(number) => Tree::Number(Number::from(number)),
            Self::Flag(flag) => Tree::Flag(flag),
            Self::List(values) => Tree::List(values.into_iter().map(Self::into_tree).collect()),
            Self::Record(fields) => {
                Tree::Object(fields.into_iter().map(|(name, value)| (name.into(), value.into_tree())).collect())
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// A list of a report that is written one item after the other, as [`json`] would write all of them.
#[derive(Debug, Default)]
pub struct Records(List);

impl Records {
    /// A list that lies within so many records.
    pub fn within(level: usize) -> Self {
        Self(List::within(level))
    }

    /// Returns what one more item adds.
    pub fn item(&mut self, item: Value) -> String {
        let mut json = String::new();
        self.0.push(&mut json, &item.into_tree());
        json
    }

    /// Returns the end of the list, without a line end.
    pub fn end(&self) -> String {
        let mut json = String::new();
        self.0.end(&mut json);
        json
    }
}

/// A report as JSON: two spaces a level, fields in their order, nothing in it that a terminal would obey.
pub fn json(report: Value) -> String {
    pretty(&report.into_tree())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_one_by_one_are_the_list_of_them() {
        let items = ["a", "b"].map(|text| Value::record([("text", Value::from(text))]));
        for count in 0..=2 {
            let mut records = Records::default();
            let items = &items[..count];
            let text: String = items.iter().map(|item| records.item(item.clone())).collect();
            assert_eq!(text + &records.end() + "\n", json(Value::List(items.to_vec())));
        }
    }

    #[test]
    fn a_report_is_json_in_the_order_it_was_made_in() {
        let report = Value::list([Value::record([
            ("text", Value::from("“a”\u{1b}\u{202e}")),
            ("number", 3.into()),
            ("flag", true.into()),
            ("none", Value::list([""; 0])),
        ])]);
        let json = json(report);
        let expected = "[\n  {\n    \"text\": \"“a”\\u001b\\u202e\",\n    \"number\": 3,\n    \"flag\": true,\n    \
                        \"none\": []\n  }\n]\n";
        assert_eq!(json, expected);
    }
}
