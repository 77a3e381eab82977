//! The two forms in which the page is carried, held to the same journeys.

/// Turns a journey into two tests, one on each build.
macro_rules! on_both_builds {
    ($journey:ident) => {
        mod $journey {
            use crate::support::{Build, journey};

            #[test]
            #[ignore = "needs a build and a browser: `cargo xtask test`"]
            fn site() {
                let name = concat!(stringify!($journey), "-site");
                journey(name, Build::Site, super::$journey);
            }

            #[test]
            #[ignore = "needs a build and a browser: `cargo xtask test`"]
            fn single_file() {
                let name = concat!(stringify!($journey), "-single-file");
                journey(name, Build::SingleFile, super::$journey);
            }
        }
    };
}
pub(crate) use on_both_builds;
