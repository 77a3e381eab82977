//! Values put into texts.

use super::Language;

/// The template with each `{}` replaced by the next value.
pub fn fill(template: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut filled = String::with_capacity(template.len() + 8 * values.len());
    let mut values = values.iter();
    let mut parts = template.split("{}");
    filled.extend(parts.next());
    for part in parts {
        if let Some(value) = values.next() {
            filled.push_str(&value.to_string());
        }
        filled.push_str(part);
    }
    filled
}

/// The number with its thousands set apart as the language does: `50.000`, `50,000`.
pub fn number(count: impl TryInto<u64>, language: Language) -> String {
    let digits = count.try_into().unwrap_or(0u64).to_string();
    let mark = match language {
        Language::Vi => '.',
        Language::En => ',',
    };
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(fill("{}/{} người", &[&3, &"7"]), "3/7 người");
        assert_eq!(fill("không có gì", &[&1]), "không có gì");
        assert_eq!(fill("{} và {}", &[&1]), "1 và ");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(number(50_000u32, Language::Vi), "50.000");
        assert_eq!(number(1_234_567u32, Language::En), "1,234,567");
        assert_eq!(number(999usize, Language::Vi), "999");
    }
}
