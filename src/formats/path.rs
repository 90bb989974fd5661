//! Paths of articles, as files that hold several of them write them.

/// Returns the name of the file that a path leads to.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Tells if two paths may lead to one file from two folders: `x/a.txt` and `a.txt` may, `x/a.txt` and `y/a.txt` don't.
pub(super) fn may_be_same(one: &str, other: &str) -> bool {
    let forth = |path| steps(path).skip_while(|step| *step == "..").collect::<Vec<_>>();
    let (one, other) = (forth(one), forth(other));
    !one.is_empty() && !other.is_empty() && (one.ends_with(&other) || other.ends_with(&one))
}

/// Tells if two paths lead the same way: `./a.txt` and `a.txt` do, `x/a.txt` and `a.txt` don't.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let is_absolute = |path: &str| path.starts_with('/');
    is_absolute(one) == is_absolute(other) && steps(one).eq(steps(other))
}

fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|step| !matches!(*step, "" | "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_however_its_steps_are_written_and_no_other() {
        for (one, other) in [("a.txt", "./a.txt"), ("x//a.txt", "x/./a.txt"), ("/x/a.txt", "//x/a.txt"), ("-", "-")] {
            assert!(is_same(one, other), "{one} {other}");
        }
        for (one, other) in [("a.txt", "x/a.txt"), ("/a.txt", "a.txt"), ("../a.txt", "a.txt"), ("a.txt", "A.txt")] {
            assert!(!is_same(one, other), "{one} {other}");
        }
        for (one, other) in [("a.txt", "x/a.txt"), ("/x/a.txt", "a.txt"), ("../a.txt", "x/a.txt"), ("a.txt", "a.txt")] {
            assert!(may_be_same(one, other) && may_be_same(other, one), "{one} {other}");
        }
        for (one, other) in [("y/a.txt", "x/a.txt"), ("a.txt", "ba.txt"), ("", "a.txt"), ("..", "a.txt"), ("x/a", "x")]
        {
            assert!(!may_be_same(one, other) && !may_be_same(other, one), "{one} {other}");
        }
        assert_eq!((name("x/a.txt"), name("a.txt"), name("x/")), ("a.txt", "a.txt", ""));
    }
}
