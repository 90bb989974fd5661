//! A list whose items are written one by one, as `pretty` would write all of them.

use serde::Serialize;

use super::print::pretty;

/// A list in the making.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// How many levels it lies within others.
    level: usize,
    count: usize,
}

impl List {
    /// A list that lies within so many objects and lists.
    pub(crate) fn within(level: usize) -> Self {
        Self { level, count: 0 }
    }

    /// How many items it has so far.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Writes one more item.
    pub(crate) fn push(&mut self, json: &mut String, item: &impl Serialize) {
        json.push(if self.count == 0 { '[' } else { ',' });
        self.count += 1;
        begin_line(json, self.level + 1);
        // No string of JSON has a line end in it.
        for (nth, line) in pretty(item).trim_end().split('\n').enumerate() {
            if nth > 0 {
                begin_line(json, self.level + 1);
            }
            json.push_str(line);
        }
    }

    /// Writes the end of it.
    pub(crate) fn end(&self, json: &mut String) {
        if self.count == 0 {
            json.push('[');
        } else {
            begin_line(json, self.level);
        }
        json.push(']');
    }
}

fn begin_line(json: &mut String, level: usize) {
    json.push('\n');
    json.extend(std::iter::repeat_n("  ", level));
}

#[cfg(test)]
mod tests {
    use super::super::Tree;
    use super::*;

    #[test]
    fn items_one_by_one_are_the_list_of_them() {
        let items =
            [Tree::object([("a", Tree::List(vec![Tree::number(1), Tree::text("\n")]))]), Tree::List(Vec::new())];
        for count in 0..=items.len() {
            let (mut json, mut list) = (String::new(), List::default());
            for item in &items[..count] {
                list.push(&mut json, item);
            }
            list.end(&mut json);
            assert_eq!(json + "\n", pretty(&Tree::List(items[..count].to_vec())));
        }
        let (mut json, mut list) = ("{\n  \"a\": ".to_owned(), List::within(1));
        for item in &items {
            list.push(&mut json, item);
        }
        list.end(&mut json);
        assert_eq!(json + "\n}\n", pretty(&Tree::object([("a", Tree::List(items.to_vec()))])));
    }
}
