//! A table of texts: each key with its words in both languages side by side.

/// Declares a struct with one `&'static str` for each key and `of(language)` to get it.
///
/// `{}` in a text stands for a value, filled in order by [`fill`](super::fill); both languages must
/// ask for as many, which a test of each table holds them to.
macro_rules! texts {
    ($(#[$about:meta])* pub struct $name:ident; $($key:ident: $vi:literal, $en:literal;)+) => {
        $(#[$about])*
        #[expect(missing_docs, reason = "each text is its own description")]
        pub struct $name {
            $(pub $key: &'static str,)+
        }

        impl $name {
            /// The texts of a language.
            pub fn of(language: $crate::text::Language) -> &'static Self {
                static VI: $name = $name { $($key: $vi,)+ };
                static EN: $name = $name { $($key: $en,)+ };
                match language {
                    $crate::text::Language::Vi => &VI,
                    $crate::text::Language::En => &EN,
                }
            }
        }

        #[cfg(test)]
        mod table {
            #[test]
            fn every_text_asks_for_the_same_values_in_both_languages() {
                for (key, vi, en) in [$((stringify!($key), $vi, $en),)+] {
                    assert_eq!(vi.matches("{}").count(), en.matches("{}").count(), "{key}");
                    assert!(!vi.is_empty() && !en.is_empty(), "{key}");
                }
            }
        }
    };
}
