//! Quotation marks: which there are, what closes what, and which side of one the text lies on.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

/// A family of marks: one of the same family inside of another is seldom nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Angle,
    SingleAngle,
    Corner,
}

impl Family {
    pub(super) fn of(mark: char) -> Option<Self> {
        Some(match mark {
            '"' | '“' | '”' | '„' | '‟' => Self::Double,
            '\'' | '‘' | '’' | '‚' | '‛' | '`' => Self::Single,
            '«' | '»' => Self::Angle,
            '‹' | '›' => Self::SingleAngle,
            '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '｢' | '｣' | '〝' | '〞' | '〟' => {
                Self::Corner
            }
            _ => return None,
        })
    }
}

/// Tells if a character is a quotation mark, of either side; an apostrophe looks like one.
pub fn is_quotation_mark(c: char) -> bool {
    Family::of(c).is_some()
}

/// Tells if a character may be an apostrophe as well as a quotation mark.
pub(super) fn is_single_mark(c: char) -> bool {
    Family::of(c) == Some(Family::Single)
}

/// Tells if a quotation that opens with one mark may be closed by another.
pub(super) fn closes(opener: char, closer: char) -> bool {
    match opener {
        '“' | '„' | '‟' | '"' | '”' => matches!(closer, '“' | '”' | '‟' | '"'),
        '‘' | '‚' | '‛' | '\'' => matches!(closer, '‘' | '’' | '\''),
        '`' => matches!(closer, '\'' | '’' | '`'),
        '’' => matches!(closer, '’' | '\''),
        '«' => closer == '»',
        '»' => matches!(closer, '«' | '»'),
        '‹' => closer == '›',
        '›' => matches!(closer, '‹' | '›'),
        '「' => closer == '」',
        '『' => closer == '』',
        '《' => closer == '》',
        '〈' => closer == '〉',
        '｢' => closer == '｣',
        '〝' => matches!(closer, '〞' | '〟'),
        _ => false,
    }
}

/// The characters on both sides of a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// The one after that.
    pub(super) then: Option<char>,
}

impl Sides {
    /// Tells if the mark stands before a word and after none: `said “no`
    pub(super) fn opens(self) -> bool {
        let after = match self.after {
            // An ellipsis, or a decimal fraction.
            Some('.') => self.then.is_some_and(|c| c == '.' || c.is_ascii_digit()),
            Some(c) => !c.is_whitespace() && !matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '。' | '，'),
            None => false,
        };
        after && self.is_after_gap()
    }

    /// Tells if the mark stands after a word and before none: `no” she`
    pub(super) fn closes(self) -> bool {
        let before = self.before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{' | '¿' | '¡'));
        before && self.is_before_gap()
    }

    /// Tells if it stands between two letters or digits, as an apostrophe does; there are no blanks in Chinese.
    pub(super) fn joins(self) -> bool {
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_ideograph(c));
        joins(self.before) && joins(self.after)
    }

    /// Tells if blanks stand on both sides, or a blank and the end of the text.
    pub(super) fn is_spaced(self) -> bool {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        blank(self.before) && blank(self.after)
    }

    fn is_after_gap(self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace() || is_dash(c) || is_quotation_mark(c) || matches!(c, '(' | '[' | '{' | '/' | '¿' | '¡')
        })
    }

    pub(super) fn is_before_gap(self) -> bool {
        self.after.is_none_or(|c| {
            let ends = matches!(
                c,
                ',' | ';'
                    | ':'
                    | '.'
                    | '!'
                    | '?'
                    | '…'
                    | ')'
                    | ']'
                    | '}'
                    | '/'
                    | '-'
                    | '。'
                    | '，'
                    | '、'
                    | '！'
                    | '？'
            );
            c.is_whitespace() || ends || is_dash(c) || is_quotation_mark(c)
        })
    }
}

/// Tells if a character is a dash that may part a speaker’s words from the narrator’s.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―')
}

/// Tells if a character is of a script that is written without blanks.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
