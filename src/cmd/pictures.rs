//! The pictures of the charts as files, for documents that cannot have them inside: drawn with the
//! Chinese font that the computer has.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Options, Tree};
use ttf_parser::Face;

use super::args::{Args, Format};
use crate::render::{self, Picture};
use crate::report::Appendix;

/// One picture: the name of its file, and what is in it.
pub(super) struct File {
    /// Its name.
    pub name: String,
    /// A PNG image.
    pub bytes: Vec<u8>,
}

/// What is said where a report has no charts although they are asked for.
pub(super) const NOTHING_TO_DRAW: &str = "提醒: 没有附图表：活动总结、工作方案和不写数字的提纲没有图表；别的总结里，各月的图要有两个月以上写了日期的教研活动或听课，各组的要有两个以上教研组的记录，每人的要有名册和每人听课的要求、所指的人5位以上，获奖的要有5人次以上、不止一种级别或等级";

/// Refuses what is asked for of charts and does not go together.
///
/// # Errors
/// A sentence that says what to write instead.
pub(super) fn check(args: &Args, format: Format) -> Result<()> {
    if !args.charts {
        if args.assets.is_some() {
            bail!("--assets 是放图表的文件夹；要画图表，请同时加上 --charts");
        }
        if args.previous.is_some() {
            bail!("--previous 用来画两个学期对照的图表；请同时加上 --charts");
        }
    }
    if args.assets.is_some() && args.assets == args.output {
        bail!("--assets 和 -o 不能是同一个名字；--assets 后面写放图的文件夹，如 --assets 图表");
    }
    if args.charts && format == Format::Md && args.assets.is_none() {
        bail!(
            "Markdown 里放不下图，图要另存为文件；请加上文件夹名，如 --assets 图表，或写成 -o 工作总结.html"
        );
    }
    Ok(())
}

/// The pictures of a report, where they are not in the document itself.
///
/// # Errors
/// The computer has no font with Chinese characters.
pub(super) fn of(args: &Args, format: Format, charts: Option<&Appendix>) -> Result<Vec<File>> {
    match charts {
        Some(charts) if format == Format::Docx || args.assets.is_some() => draw(charts),
        _ => Ok(Vec::new()),
    }
}

/// Pixels for a CSS pixel: 288 to the inch, for a printer.
const SCALE: u16 = 3;

/// Pixels to the metre at that scale (PNG, 11.3.4.3); a CSS pixel is 1/96 inch.
const PER_METRE: u32 = 96 * SCALE as u32 * 10_000 / 254;

/// The pictures of all charts.
fn draw(appendix: &Appendix) -> Result<Vec<File>> {
    if appendix.charts.is_empty() {
        return Ok(Vec::new());
    }
    let options = Options {
        fontdb: Arc::new(fonts()?),
        ..Options::default()
    };
    render::pictures(appendix)
        .map(|(name, picture)| {
            let bytes = png(&picture, &options)?;
            Ok(File { name, bytes })
        })
        .collect()
}

/// The address of `folder` from where `document` is, or from here, with `/` between its parts.
///
/// # Errors
/// A name that is no text.
pub(super) fn address(folder: &Path, document: Option<&Path>) -> Result<String> {
    let absolute = |path: &Path| std::path::absolute(path).context("找不到当前文件夹");
    let from = match document.and_then(Path::parent) {
        Some(parent) if !parent.as_os_str().is_empty() => absolute(parent)?,
        _ => absolute(Path::new("."))?,
    };
    let to = absolute(folder)?;
    let path: PathBuf = pathdiff::diff_paths(&to, &from).unwrap_or(to);
    let text = path
        .to_str()
        .ok_or_else(|| anyhow!("文件夹名 {} 里有读不出的字；请换一个名字", folder.display()))?;
    Ok(match text {
        "" => ".".to_owned(),
        text => text.replace('\\', "/"),
    })
}

/// A picture as a PNG image that knows its size on paper.
fn png(picture: &Picture, options: &Options) -> Result<Vec<u8>> {
    const FAILED: &str = "画不出图";
    let tree = Tree::from_str(&picture.svg("", ""), options).context(FAILED)?;
    let (width, height) = picture.size();
    let scale = u32::from(SCALE);
    let mut image = Pixmap::new(width * scale, height * scale).context(FAILED)?;
    image.fill(Color::WHITE);
    let larger = Transform::from_scale(f32::from(SCALE), f32::from(SCALE));
    resvg::render(&tree, larger, &mut image.as_mut());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: PER_METRE,
        yppu: PER_METRE,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header().context(FAILED)?;
    writer.write_image_data(image.data()).context(FAILED)?;
    writer.finish().context(FAILED)?;
    Ok(bytes)
}

/// Fonts that are likely to be there, the best first: of Windows, macOS and Linux.
const FONTS: &[&str] = &[
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
];

/// The fonts of the computer, with one for Chinese as the usual one.
fn fonts() -> Result<Database> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let is_there = |name: &&&str| {
        let family = [Family::Name(name)];
        let query = Query {
            families: &family,
            ..Query::default()
        };
        fonts.query(&query).is_some()
    };
    let known = FONTS.iter().find(is_there).map(|name| (*name).to_owned());
    let Some(family) = known.or_else(|| any_chinese(&fonts)) else {
        bail!(
            "画图要用中文字体，这台电脑上没有找到\n  = 改法: 装一种中文字体（如思源黑体），再运行一次；或者写成 .html，不加 --assets，图就在页面里"
        );
    };
    fonts.set_sans_serif_family(family);
    Ok(fonts)
}

/// A font of another name that has Chinese characters.
fn any_chinese(fonts: &Database) -> Option<String> {
    let has_chinese = |id| {
        fonts.with_face_data(id, |data, index| {
            let face = Face::parse(data, index);
            face.is_ok_and(|face| face.glyph_index('图').is_some())
        })
    };
    let face = fonts
        .faces()
        .find(|face| has_chinese(face.id) == Some(true))?;
    face.families.first().map(|(name, _)| name.clone())
}
