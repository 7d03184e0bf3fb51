//! Files are written whole or not at all, whichever call fails.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;
use tempfile::TempDir;

use super::disk::{Call, Disk, PREFIX};
use super::place::{Batch, replace_on, undo_on};

/// Which calls of a disk fail.
#[derive(Clone, Copy)]
enum Fault {
    /// The one with this number, from 0.
    At(usize),
    /// That one and all after it, as of a disk that is pulled out.
    From(usize),
}

/// A disk whose calls fail so, and the calls there have been.
fn faulty(fault: Fault) -> (Disk, Rc<RefCell<Vec<Call>>>) {
    let calls: Rc<RefCell<Vec<Call>>> = Rc::default();
    let seen = Rc::clone(&calls);
    let before = move |call: Call| {
        let number = seen.borrow().len();
        seen.borrow_mut().push(call);
        let fails = match fault {
            Fault::At(at) => number == at,
            Fault::From(at) => number >= at,
        };
        match fails {
            true => Err(io::ErrorKind::StorageFull.into()),
            false => Ok(()),
        }
    };
    let disk = Disk {
        before: Some(Box::new(before)),
    };
    (disk, calls)
}

/// All files below a folder, and what is in them.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    let entries = entries.map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below it");
            let text = match entry.file_type().is_file() {
                true => fs::read_to_string(entry.path()).expect("a text"),
                false => "/".to_owned(),
            };
            (name.to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// A document that there is, a picture that there is and one in a folder that there is not.
fn write_all(disk: Disk, at: &Path) -> Result<()> {
    let mut batch = Batch::on(disk);
    batch.create_folder(&at.join("图/表"))?;
    batch.add(b"new picture", &at.join("图/表/1.png"))?;
    batch.add(b"new other", &at.join("other.png"))?;
    batch.add(b"new", &at.join("report.md"))?;
    batch.place()
}

const OLD: &[(&str, &str)] = &[("report.md", "old"), ("other.png", "old other")];

/// Runs `job` with every fault in turn until none is met any more; `is_right` looks at each.
fn with_every_fault(
    old: &[(&str, &str)],
    fault: fn(usize) -> Fault,
    job: impl Fn(Disk, &Path) -> Result<()>,
    is_right: impl Fn(&Path, &Result<()>, &[Call]),
) -> usize {
    for at in 0.. {
        let folder = folder(old);
        let (disk, calls) = faulty(fault(at));
        let done = job(disk, folder.path());
        let calls = calls.borrow();
        is_right(folder.path(), &done, &calls);
        if calls.len() <= at {
            done.expect("no call has failed");
            return at;
        }
        assert!(
            done.is_err(),
            "{:?} has failed, and nothing was said",
            calls[at]
        );
    }
    unreachable!("the job ends")
}

#[test]
fn all_files_of_a_report_appear_or_none() {
    let before = files(folder(OLD).path());
    let tried = with_every_fault(OLD, Fault::At, write_all, |at, done, calls| {
        let now = files(at);
        let written = [
            ("other.png", "new other"),
            ("report.md", "new"),
            ("图/表/1.png", "new picture"),
        ];
        let are_new = written
            .iter()
            .all(|(name, text)| now.get(*name).is_some_and(|is| is == text));
        match done {
            Ok(()) => assert!(are_new && now.len() == 5, "{now:?}"),
            // Everything is there; only what was there before could not be removed.
            Err(error) if calls.last() == Some(&Call::Remove) => {
                assert!(are_new, "{now:?}");
                assert!(format!("{error}").contains("已写好"), "{error}");
            }
            Err(_) => assert_eq!(now, before, "after {calls:?}"),
        }
    });
    assert!(tried > 25, "only {tried} calls");
}

#[test]
fn nothing_is_lost_where_a_disk_is_pulled_out() {
    with_every_fault(OLD, Fault::From, write_all, |at, done, _| {
        let now = files(at);
        for (name, old) in OLD {
            let is_there = now
                .get(*name)
                .is_some_and(|is| is == old || is.starts_with("new"));
            assert!(is_there, "{name}: {now:?}");
            let is_kept = now.values().any(|is| is == old);
            assert!(is_kept || now.get(*name).is_some_and(|is| is.starts_with("new")));
        }
        for left in now.keys().filter(|name| name.contains(PREFIX)) {
            let error = done.as_ref().expect_err("a fault").to_string();
            assert!(error.contains(left), "{left} is not told of: {error}");
        }
    });
}

const LOG: &[(&str, &str)] = &[("log.toml", "wrong")];

fn repair(disk: Disk, at: &Path) -> Result<()> {
    replace_on(&disk, &at.join("log.toml"), b"wrong", b"right").map(drop)
}

#[test]
fn a_log_is_repaired_with_a_backup_or_stays() {
    for fault in [Fault::At, Fault::From] {
        let tried = with_every_fault(LOG, fault, repair, |at, done, calls| {
            let now = files(at);
            // The original is somewhere in any case.
            assert!(now.values().any(|text| text == "wrong"), "{now:?}");
            let is_repaired = now["log.toml"] == "right" && now.contains_key("log.toml.bak");
            match done {
                Ok(()) => assert!(is_repaired && now.len() == 2, "{now:?}"),
                Err(_) if calls.contains(&Call::SyncFolder) => assert!(is_repaired, "{now:?}"),
                Err(error) => {
                    let left = now.keys().find(|name| name.contains(PREFIX));
                    match left {
                        None => assert_eq!(now, files(folder(LOG).path())),
                        Some(left) => assert!(error.to_string().contains(left), "{error}"),
                    }
                }
            }
        });
        assert!(tried > 8, "only {tried} calls");
    }
}

#[test]
fn a_repair_is_taken_back_and_made_again() {
    let old: &[(&str, &str)] = &[
        ("log.toml", "right"),
        ("log.toml.bak", "older"),
        ("log.toml.bak3", "wrong"),
    ];
    let take_back = |disk: Disk, at: &Path| undo_on(&disk, &at.join("log.toml")).map(drop);
    for fault in [Fault::At, Fault::From] {
        with_every_fault(old, fault, take_back, |at, done, _| {
            let now = files(at);
            for text in ["right", "wrong", "older"] {
                assert!(now.values().any(|is| is == text), "{text} is lost: {now:?}");
            }
            if done.is_ok() {
                assert_eq!(now["log.toml"], "wrong");
                assert_eq!(now["log.toml.bak3"], "right");
                assert_eq!(now.len(), 3);
            }
        });
    }
}

#[test]
fn no_backup_takes_the_place_of_another() {
    let folder = folder(&[("log.toml", "0")]);
    let log = folder.path().join("log.toml");
    for (number, name) in [
        (1, "log.toml.bak"),
        (2, "log.toml.bak2"),
        (3, "log.toml.bak3"),
    ] {
        let before = (number - 1).to_string();
        let after = number.to_string();
        let kept = replace_on(&Disk::default(), &log, before.as_bytes(), after.as_bytes());
        assert_eq!(kept.expect("a repair"), folder.path().join(name));
        assert_eq!(
            fs::read_to_string(folder.path().join(name)).expect("a backup"),
            before
        );
    }
}

/// A disk on which another program saves `path` before the first call that is `when`.
fn shared(path: PathBuf, when: Call, save: fn(&Path)) -> Disk {
    let is_saved = Cell::new(false);
    let before = move |call| {
        if call == when && !is_saved.replace(true) {
            save(&path);
        }
        Ok(())
    };
    Disk {
        before: Some(Box::new(before)),
    }
}

/// The ways in which programs save.
const WAYS: [fn(&Path); 2] = [
    |path| fs::write(path, "of the editor").expect("a file"),
    |path| {
        let other = path.with_extension("new");
        fs::write(&other, "of the editor").expect("a file");
        fs::rename(other, path).expect("a file");
    },
];

#[test]
fn what_another_program_saves_meanwhile_stays() {
    for way in WAYS {
        for when in [Call::Create, Call::Sync, Call::Name, Call::Swap] {
            let folder = folder(&[("log.toml", "wrong"), ("report.md", "old")]);
            let log = folder.path().join("log.toml");
            let disk = shared(log.clone(), when, way);
            let error = replace_on(&disk, &log, b"wrong", b"right").expect_err("a save");
            assert!(error.to_string().contains("刚刚被别的程序存过"), "{error}");
            let report = folder.path().join("report.md");
            let mut batch = Batch::on(shared(report.clone(), when, way));
            let done = batch.add(b"new", &report).and_then(|()| batch.place());
            let error = done.expect_err("a save");
            assert!(error.to_string().contains("刚刚被别的程序存过"), "{error}");
            let now = files(folder.path());
            assert_eq!(now.len(), 2, "{now:?}");
            assert!(now.values().all(|text| text == "of the editor"), "{now:?}");
        }
    }
    // And where there was nothing.
    let folder = folder(&[]);
    let path = folder.path().join("report.md");
    let mut batch = Batch::on(shared(path.clone(), Call::Name, WAYS[0]));
    let done = batch.add(b"new", &path).and_then(|()| batch.place());
    assert!(
        done.expect_err("a save")
            .to_string()
            .contains("刚刚被别的程序存过")
    );
    assert_eq!(fs::read_to_string(path).expect("a file"), "of the editor");
}

#[test]
fn a_log_is_replaced_by_no_document() {
    let folder = folder(&[("log.toml", "")]);
    let error = super::write("new", Some(&folder.path().join("log.toml")));
    assert!(
        error
            .expect_err("a log")
            .to_string()
            .contains("已有的 .toml")
    );
    super::write("new", Some(&folder.path().join("new.toml"))).expect("a new file");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn the_file_behind_a_link_is_written_and_keeps_its_mode() {
        let folder = folder(&[("real.md", "old")]);
        let real = folder.path().join("real.md");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).expect("a mode");
        let link = folder.path().join("link.md");
        symlink("real.md", &link).expect("a link");
        super::super::write("new", Some(&link)).expect("a document");
        assert!(link.symlink_metadata().expect("a link").is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("a document"), "new");
        assert_eq!(real.metadata().expect("a file").mode() & 0o777, 0o600);
    }

    #[test]
    fn what_may_not_be_written_to_is_left_alone() {
        let folder = folder(&[("report.md", "old")]);
        let path = folder.path().join("report.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("a mode");
        let error = super::super::write("new", Some(&path)).expect_err("it is read-only");
        assert!(error.to_string().contains("只读"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("a document"), "old");
        let round = folder.path().join("round.md");
        symlink("round.md", &round).expect("a link");
        let error = super::super::write("new", Some(&round)).expect_err("a circle");
        assert!(error.to_string().contains("绕成了圈"), "{error}");
    }

    #[test]
    fn a_device_is_written_to_as_it_is() {
        super::super::write("new", Some(Path::new("/dev/null"))).expect("nothing to be written");
        let data = Path::new("/dev/null").metadata().expect("a device");
        assert!(!data.is_file());
    }
}
