//! Bytes of any encoding to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Problem;

/// What bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, not sanitized; empty when the bytes are none.
    pub text: String,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// Larger inputs are not looked at: offsets into their text would not fit a span.
const LARGEST: usize = 1 << 30;

/// How many bytes at the start are searched for the name of the encoding.
const HEAD: usize = 1024;

/// Reads text: by its byte order mark, as UTF-8, by the encoding it names, or by a guess, in this order.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some(text) = four_bytes(bytes) {
        return Decoded {
            text,
            problems: Vec::new(),
        };
    }
    if let Some(message) = not_text(bytes) {
        return Decoded {
            text: String::new(),
            problems: vec![Problem {
                message: format!("not text: {message}"),
            }],
        };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = wide(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.to_owned(),
            problems: Vec::new(),
        };
    }
    if let Some(text) = mixed(bytes) {
        let message = "partly written in another encoding, which was guessed".to_owned();
        return Decoded {
            text,
            problems: vec![Problem { message }],
        };
    }
    if is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    decode_as(declared(bytes).unwrap_or_else(|| guessed(bytes)), bytes)
}

/// The text of bytes with the mark of four bytes a character, if all of them are characters.
fn four_bytes(bytes: &[u8]) -> Option<String> {
    let is_little = bytes.starts_with(&[0xFF, 0xFE, 0, 0]);
    if !is_little && !bytes.starts_with(&[0, 0, 0xFE, 0xFF]) || bytes.len() > LARGEST {
        return None;
    }
    let (units, rest) = bytes.as_chunks::<4>();
    let number = if is_little {
        u32::from_le_bytes
    } else {
        u32::from_be_bytes
    };
    let read = |unit: &[u8; 4]| char::from_u32(number(*unit));
    let text: Option<String> = units.iter().skip(1).map(read).collect();
    text.filter(|text| rest.is_empty() && !text.contains('\0'))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, odd) = encoding.decode_without_bom_handling(bytes);
    let mut problems = Vec::new();
    if odd {
        let count = text.matches('\u{FFFD}').count();
        let plural = if count == 1 { "" } else { "s" };
        problems.push(Problem {
            message: format!(
                "{count} character{plural} could not be read as {}",
                encoding.name()
            ),
        });
    }
    Decoded {
        text: text.into_owned(),
        problems,
    }
}

/// Why the bytes are no text, if they are none.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 8] = [
        (
            b"%PDF-",
            "a PDF document; convert it first, for example with pdftotext",
        ),
        (
            b"PK\x03\x04",
            "a ZIP archive or an office document; save it as plain text",
        ),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "compressed with gzip; unpack it first"),
        (b"{\\rtf", "an RTF document; save it as plain text"),
        (b"\x7FELF", "a program"),
    ];
    if bytes.len() > LARGEST {
        return Some("larger than 1 GiB");
    }
    if let Some((_, what)) = KNOWN.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    if bytes.contains(&0) && wide(bytes).is_none() {
        return Some("contains NUL bytes");
    }
    let control = |byte: &&u8| matches!(byte, 1..=6 | 14..=26 | 28..=31);
    let controls = bytes.iter().filter(control).count();
    (controls > 8 && controls > bytes.len() / 20 && wide(bytes).is_none())
        .then_some("contains control bytes")
}

/// The encoding of text in units of two bytes: by its mark, or because every other byte is mostly zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        // Four bytes a character begin like two bytes a character.
        let four = encoding == UTF_16LE
            && bytes
                .get(mark..)
                .is_some_and(|rest| rest.starts_with(&[0, 0]));
        return (encoding != UTF_8 && !four).then_some(encoding);
    }
    if bytes.len() % 2 == 1
        || !bytes
            .get(..HEAD.min(bytes.len()))
            .is_some_and(|head| head.contains(&0))
    {
        return None;
    }
    let zeros = |parity: usize| {
        bytes
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = bytes.len() / 2 * 7 / 10;
    match (even, odd) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8 with a few bytes broken, such as a text that was cut in the middle of a character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut =
        bad == 1 && (bytes.utf8_chunks().last()).is_some_and(|chunk| chunk.invalid().len() > 1);
    good >= 10 * bad || good > 0 && cut
}

/// A text that says that it is UTF-8 and mostly is, with some bytes of another time in between.
fn mixed(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD.min(bytes.len()))?.to_ascii_lowercase();
    let says = head.windows(5).any(|window| window == b"utf-8");
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    // Bytes of older encodings stand alone; a character cut in two does not.
    let alone = bytes.utf8_chunks().all(|chunk| chunk.invalid().len() < 2);
    if !says || !alone || good < bad || good >= 10 * bad {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&encoding_rs::WINDOWS_1252.decode(chunk.invalid()).0);
    }
    Some(text)
}

/// The encoding that the first lines name: `charset=…`, `coding: …`, `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?.to_ascii_lowercase();
    for key in ["charset", "coding"] {
        let Some(at) = head
            .windows(key.len())
            .position(|window| window == key.as_bytes())
        else {
            continue;
        };
        let value = head.get(at + key.len()..)?.trim_ascii_start();
        let Some((b'=' | b':', value)) = value.split_first() else {
            continue;
        };
        let quoted = |byte: &u8| matches!(byte, b'"' | b'\'' | b' ');
        let start = value.iter().position(|byte| !quoted(byte))?;
        let name = value
            .get(start..)?
            .split(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        let encoding = name.into_iter().next().and_then(Encoding::for_label);
        if let Some(encoding) =
            encoding.filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible())
        {
            return Some(encoding);
        }
    }
    None
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes).text
    }

    #[test]
    fn marks_decide_first() {
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9"), "café");
        assert_eq!(read(b"\xFF\xFEc\0a\0f\0\xE9\0"), "café");
        assert_eq!(read(b"\xFE\xFF\0c\0a\0f\0\xE9"), "café");
        assert_eq!(read(b"\xFF\xFE\0\0a\0\0\0\xE9\0\0\0"), "aé");
    }

    #[test]
    fn two_bytes_a_character_are_known_without_a_mark() {
        let bytes: Vec<u8> = "It rained all day."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&bytes), "It rained all day.");
    }

    #[test]
    fn older_encodings_are_declared_or_guessed() {
        assert_eq!(
            read(b"charset=iso-8859-2\nDob\xF8e"),
            "charset=iso-8859-2\nDobře"
        );
        assert_eq!(
            read("“Él dijo que no volverá mañana”, señaló".as_bytes()),
            "“Él dijo que no volverá mañana”, señaló"
        );
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1252.encode("“Él dijo que no volverá mañana”, señaló");
        assert_eq!(read(&bytes), "“Él dijo que no volverá mañana”, señaló");
    }

    #[test]
    fn a_text_cut_inside_a_character_is_still_utf8() {
        let decoded = decode(b"caf\xC3\xA9 and \xE2\x80");
        assert_eq!(decoded.text, "café and \u{fffd}");
        assert_eq!(decoded.problems.len(), 1);
    }

    #[test]
    fn binary_is_not_text() {
        let late = [b"A long text. ".repeat(10_000).as_slice(), b"\0"].concat();
        for bytes in [b"ab\0cd".as_slice(), &late, b"\xFF\xFE\0\0\0\0\0\0"] {
            let decoded = decode(bytes);
            assert_eq!(decoded.text, "");
            assert_eq!(decoded.problems[0].message, "not text: contains NUL bytes");
        }
        assert!(decode(b"%PDF-1.7 ...").problems[0].message.contains("PDF"));
    }

    #[test]
    fn empty_input_is_an_empty_text() {
        assert_eq!(
            decode(b""),
            Decoded {
                text: String::new(),
                problems: Vec::new()
            }
        );
    }
}
