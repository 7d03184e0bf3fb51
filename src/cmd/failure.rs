//! What the system says when it fails, in Chinese.

use std::io::{Error, ErrorKind};

/// `what` has failed, and why.
pub(super) fn failed(what: impl std::fmt::Display, error: &Error) -> anyhow::Error {
    anyhow::anyhow!("{what}：{}", why(error))
}

/// Why, and what to do, as far as the system says so.
fn why(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹；请检查名字",
        ErrorKind::PermissionDenied => "没有权限；请换一个位置，或检查它是不是正被别的程序打开",
        ErrorKind::AlreadyExists => "已经有同名的文件；请换一个名字",
        ErrorKind::NotADirectory => "路径里有一段是文件，不是文件夹；请检查名字",
        ErrorKind::IsADirectory => "这是一个文件夹；请写文件名",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满；请腾出空间后再运行一次",
        ErrorKind::ReadOnlyFilesystem => "这个磁盘不能写入；请换一个位置",
        ErrorKind::InvalidFilename => "文件名太长或有不能用的字；请换一个名字",
        _ => {
            return match error.raw_os_error() {
                Some(code) => format!("系统报告了错误（代号 {code}）；请换一个位置再试"),
                None => "系统报告了错误；请换一个位置再试".to_owned(),
            };
        }
    };
    known.to_owned()
}
