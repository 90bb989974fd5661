//! Circles: modules next to each other of which each uses the next, and the last the first again.
//!
//! None of them can be understood before all the others. A module uses another where it names it, or a name that it has got
//! by way of the module above both. What is inside a module counts as that module, and what only its tests name doesn't.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Named, Source};

/// A module, as its names from the root of the crate.
type Module = Vec<String>;

/// Which module uses which next to it, each with the place where it does.
type Uses = BTreeMap<Module, BTreeMap<Module, String>>;

/// The circles among the modules of those files: the names of each one's modules, and below them who uses whom where.
pub(crate) fn circles(sources: &[Source]) -> Vec<(String, String)> {
    let uses = uses(sources);
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        uses.keys().map(|module| (module, reached_from(module, &uses))).collect();
    let mut found = Vec::new();
    for (module, far) in &reached {
        let there_and_back = |other: &&Module| reached.get(*other).is_some_and(|back| back.contains(module));
        let circle: Vec<&Module> = far.iter().copied().filter(there_and_back).collect();
        // Every circle is told once, by its first module.
        if circle.first() == Some(module) {
            found.push((names(&circle), told(&circle, &uses)));
        }
    }
    found
}

fn names(circle: &[&Module]) -> String {
    circle.iter().map(|module| module.join("/")).collect::<Vec<_>>().join(", ")
}

fn told(circle: &[&Module], uses: &Uses) -> String {
    let mut lines = Vec::new();
    for module in circle {
        for (other, place) in uses[*module].iter().filter(|(other, _)| circle.contains(other)) {
            lines.push(format!("  {} → {}: {place}", module.join("/"), other.join("/")));
        }
    }
    lines.join("\n")
}

/// The modules that one comes to by going from each to what it uses; itself only where that leads back to it.
fn reached_from<'a>(module: &Module, uses: &'a Uses) -> BTreeSet<&'a Module> {
    let (mut reached, mut ahead) = (BTreeSet::new(), Vec::new());
    ahead.extend(uses[module].keys());
    while let Some(next) = ahead.pop() {
        if reached.insert(next) {
            ahead.extend(uses.get(next).into_iter().flat_map(BTreeMap::keys));
        }
    }
    reached
}

fn uses(sources: &[Source]) -> Uses {
    let files: Vec<_> = sources.iter().filter(|source| !source.is_test()).map(Modules::of).collect();
    let all: BTreeMap<Module, &Modules> = files.iter().map(|it| (it.module.clone(), it)).collect();
    let mut uses = Uses::new();
    for file in &files {
        for named in &file.paths {
            let Some(other) = defined_in(&named.names, &all, 0) else { continue };
            let shared = file.module.iter().zip(&other).take_while(|(one, other)| one == other).count();
            // Else one is inside the other, and they are no neighbours.
            if let (Some(one), Some(other)) = (file.module.get(..=shared), other.get(..=shared)) {
                let place = || format!("{}:{}: {}", file.path, named.line, named.names.join("::"));
                uses.entry(one.to_vec()).or_default().entry(other.to_vec()).or_insert_with(place);
            }
        }
    }
    uses
}

/// A file with the paths that it names outside of its tests, each from the root of the crate.
struct Modules<'a> {
    path: &'a str,
    module: Module,
    paths: Vec<Named>,
}

impl<'a> Modules<'a> {
    fn of(source: &'a Source) -> Self {
        let module: Module = source.module().into_iter().map(str::to_owned).collect();
        let mut paths = source.without_tests().paths();
        for named in &mut paths {
            let first = named.names[0].as_str();
            if first == "crate" {
                named.names.remove(0);
            } else {
                // A path that begins with no such word may begin with a module inside this one.
                let inside = named.names.split_off(usize::from(first == "self"));
                named.names = module.iter().cloned().chain(inside).collect();
            }
        }
        Self { path: &source.path, module, paths }
    }
}

/// The module in which the thing at the end of a path is defined, through however many that only hand it on.
fn defined_in(names: &[String], all: &BTreeMap<Module, &Modules>, through: usize) -> Option<Module> {
    let length = (1..=names.len()).rev().find(|length| all.contains_key(&names[..*length]))?;
    let (module, rest) = names.split_at(length);
    let handed_on = rest.first().filter(|_| through < 8).and_then(|name| {
        let is_it = |it: &&Named| it.is_imported && it.names.last() == Some(name) && it.names != names;
        let import = all[module].paths.iter().find(is_it)?;
        defined_in(&import.names, all, through + 1)
    });
    handed_on.or_else(|| Some(module.to_vec()))
}
