//! What one more seat, million or absence would bring, as bars with their numbers and in words.

use std::sync::Arc;

use leptos::prelude::*;

use crate::job::FoundPlan;
use crate::text::{fill, plan_words};

use super::use_sheet;

/// How many bars are drawn.
const BARS: usize = 25;

/// The prices of a plan.
#[component]
pub fn Prices(found: Arc<FoundPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    let rows: Vec<(String, f64)> = sheet.desk.peek(|w| {
        sheet.catalogue.with_value(|catalogue| {
            let prices = found.prices.iter().take(BARS);
            prices
                .map(|price| {
                    let words = plan_words::scarce(
                        &price.of,
                        price.intake,
                        w.office(),
                        catalogue,
                        language,
                    );
                    (words, price.years)
                })
                .collect()
        })
    });
    let most = rows.first().map_or(1.0, |(_, years)| *years);
    let best = rows.first().map(|(words, years)| {
        fill(
            p.price_best,
            &[words, &plan_words::decimal(*years, 1, language)],
        )
    });
    view! {
        <section class="panel" data-role="prices">
            <h2>{p.prices}</h2>
            {match best {
                None => view! { <p>{p.prices_none}</p> }.into_any(),
                Some(best) => view! {
                    <p><strong>{best}</strong></p>
                    <p class="soft">{p.prices_help}</p>
                    <table class="bars">
                        <thead><tr>
                            <th scope="col">{p.one_more}</th>
                            <th scope="col">{p.person_years}</th>
                        </tr></thead>
                        <tbody>
                            {rows.into_iter().map(|(words, years)| view! {
                                <tr>
                                    <th scope="row">{words}</th>
                                    <td><div class="bar"><span
                                        class="plain-bar"
                                        style=format!("width: {:.1}%", (100.0 * years / most).max(8.0))
                                    >{plan_words::decimal(years, 2, language)}</span></div></td>
                                </tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                }.into_any(),
            }}
        </section>
    }
}
