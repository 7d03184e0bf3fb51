//! The Word document whose styles pandoc lays the report out with: the page of GB/T 9704—2012.
//! Its parts stand in `templates/reference-docx/` as they are packed (Office Open XML, ECMA-376).

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

macro_rules! parts {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../templates/reference-docx/", $name))),)*]
    };
}

/// Every part by its name in the package; what tells of the others comes first.
const PARTS: &[(&str, &str)] = parts! {
    "[Content_Types].xml"
    "_rels/.rels"
    "word/document.xml"
    "word/_rels/document.xml.rels"
    "word/styles.xml"
    "word/settings.xml"
    "word/fontTable.xml"
    "word/footer1.xml"
};

/// The document, the same bytes whenever it is made: nothing is compressed, and every part has
/// the first date that the format knows.
///
/// # Errors
/// Those of packing, which in memory there are none of.
pub fn reference_docx() -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in PARTS {
        package.start_file(*name, options)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_bytes_each_time() {
        let first = reference_docx().expect("packing in memory");
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, reference_docx().expect("packing in memory"));
    }
}
