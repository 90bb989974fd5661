//! Enums whose values have names and help: one row a value, from which both the enum and its table are made.

/// Writes an enum of named values and its table from one row a value.
macro_rules! named {
    ($(#[$about:meta])* $type:ident $table:ident { $first:ident $first_name:literal $first_help:literal; $($value:ident $name:literal $help:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            #[doc = $first_help] $first,
            $(#[doc = $help] $value,)*
        }

        #[doc = concat!("Each value of [`", stringify!($type), "`] with its name in files and its help.")]
        pub const $table: &[($type, &str, &str)] =
            &[($type::$first, $first_name, $first_help), $(($type::$value, $name, $help),)*];

        impl $type {
            /// Its name in files.
            pub fn name(self) -> &'static str {
                $table[self as usize].1
            }

            /// What it says, in a few words.
            pub fn help(self) -> &'static str {
                $table[self as usize].2
            }

            /// The value of that name.
            pub fn named(name: &str) -> Option<Self> {
                $table.iter().find(|row| row.1 == name).map(|row| row.0)
            }
        }
    };
}

pub(super) use named;
