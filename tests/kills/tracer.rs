//! `strace`, which kills a program at the call to the system that it is told.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A call of a program to the system: the `nth` of that name, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) nth: usize,
}

/// The calls that have to do with files.
const FILES: &str = "%file,%desc";
/// Calls that only wait, or come as often as there is something on a screen.
const NOT_FILES: &[&str] = &["poll", "ppoll", "epoll_wait", "ioctl", "mmap", "futex", "select", "pselect6"];
/// A tracer is there sooner than this.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether there is one, and it may trace. Says so where not.
pub(crate) fn is_here() -> bool {
    let ran = Command::new("strace").args(["-qq", "-e", "trace=none", "true"]).output();
    let is_here = ran.is_ok_and(|ran| ran.status.success());
    if !is_here {
        println!("left out: kills at each call need `strace`, which is not here or may not trace");
    }
    is_here
}

/// A tracer that writes what happens to `log`.
pub(crate) fn watching(log: &Path) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-qq", "-e", "signal=none", "-e", &format!("trace={FILES}"), "-o"]).arg(log);
    strace
}

/// A tracer that kills as the program comes to a call, which is then not done.
pub(crate) fn killing(call: &Call) -> Command {
    let mut strace = Command::new("strace");
    let inject = format!("inject={}:signal=KILL:when={}", call.name, call.nth);
    strace.args(["-e", &format!("trace={}", call.name), "-e", &inject, "-o", "/dev/null"]);
    strace
}

/// The calls of a log, from the first one whose line has `from` in it.
pub(crate) fn calls(log: &Path, from: &str) -> Vec<Call> {
    let text = std::fs::read_to_string(log).unwrap();
    let mut counts = BTreeMap::<&str, usize>::new();
    let (mut calls, mut has_begun) = (Vec::new(), false);
    for line in text.lines() {
        let Some((name, _)) = line.split_once('(').filter(|(name, _)| is_name(name)) else { continue };
        let nth = counts.entry(name).or_default();
        *nth += 1;
        has_begun |= line.contains(from);
        if has_begun && !NOT_FILES.contains(&name) {
            calls.push(Call { name: name.to_owned(), nth: *nth });
        }
    }
    calls
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The thread of that name in a process, once it is there.
#[track_caller]
pub(crate) fn thread(pid: u32, name: &str) -> u32 {
    let tasks = Path::new("/proc").join(pid.to_string()).join("task");
    eventually("the thread", || {
        let mut entries = tasks.read_dir().ok()?.filter_map(Result::ok);
        let found =
            entries.find(|it| std::fs::read_to_string(it.path().join("comm")).is_ok_and(|comm| comm.trim() == name));
        found.and_then(|entry| entry.file_name().to_str()?.parse().ok())
    })
}

/// Sets a tracer on a thread and waits until it watches.
#[track_caller]
pub(crate) fn attach(mut strace: Command, pid: u32, thread: u32) -> Child {
    let tracer = strace.args(["-p", &thread.to_string()]).stderr(Stdio::null()).spawn().unwrap();
    let status = Path::new("/proc").join(pid.to_string()).join("task").join(thread.to_string()).join("status");
    eventually("the tracer", || {
        let status = std::fs::read_to_string(&status).ok()?;
        status.lines().any(|line| line == format!("TracerPid:\t{}", tracer.id())).then_some(())
    });
    tracer
}

/// Ends the tracer of a process, which then goes on without one.
pub(crate) fn take_away(pid: u32) {
    let status = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("status")).unwrap();
    let tracer = status.lines().find_map(|line| line.strip_prefix("TracerPid:\t")).unwrap();
    assert!(Command::new("kill").args(["-KILL", tracer]).status().unwrap().success());
}

#[track_caller]
fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "{what} never came");
        std::thread::sleep(Duration::from_millis(1));
    }
}
