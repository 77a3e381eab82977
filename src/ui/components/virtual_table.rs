//! A table of which only the rows in sight are drawn, so that 50,000 rows scroll.

use leptos::prelude::*;

/// Height of a row in pixels at the normal text size; `--row-height` in the style says the same in rem.
const ROW_REM: f64 = 2.5;
/// Rows drawn above and below the sight.
const MARGIN: usize = 8;

/// A table with a fixed head and rows of one height.
#[component]
pub fn VirtualTable<R>(
    /// Words that name the table.
    label: &'static str,
    /// The head: `<tr>` with its cells.
    head: ViewFn,
    /// The number of columns.
    #[prop(into)]
    columns: Signal<usize>,
    /// What each row shows, by its place in the list.
    #[prop(into)]
    rows: Signal<std::sync::Arc<Vec<u32>>>,
    /// Changes when rows must be drawn anew though the list is the same.
    #[prop(into)]
    version: Signal<u64>,
    /// The cells of a row.
    row: R,
) -> impl IntoView
where
    R: Fn(u32) -> AnyView + Copy + Send + Sync + 'static,
{
    let frame = NodeRef::<leptos::html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(600.0_f64);
    let row_height = root_font_size() * ROW_REM;
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            height.set(f64::from(frame.client_height()).max(200.0));
        }
    });
    // A new list starts at its top.
    Effect::new(move |_| {
        rows.track();
        if let Some(frame) = frame.get_untracked() {
            let most = rows.with_untracked(|rows| rows.len()) as f64 * row_height;
            if f64::from(frame.scroll_top()) > most {
                frame.set_scroll_top(0);
            }
        }
    });
    let window = Memo::new(move |_| {
        let count = rows.with(|rows| rows.len());
        let first = ((top.get() / row_height) as usize)
            .saturating_sub(MARGIN)
            .min(count);
        let shown = (height.get() / row_height) as usize + 2 * MARGIN + 1;
        (first, count.min(first + shown), count)
    });
    let places = move || {
        let (first, end, _) = window.get();
        let version = version.get();
        rows.with(|rows| {
            rows.get(first..end)
                .unwrap_or_default()
                .iter()
                .enumerate()
                .map(|(index, place)| (version, first + index, *place))
                .collect::<Vec<_>>()
        })
    };
    let filler = move |rows: usize| {
        view! {
            <tr class="filler" aria-hidden="true">
                <td colspan=move || columns.get() style=format!("height: {}px", rows as f64 * row_height)></td>
            </tr>
        }
    };
    view! {
        <div
            class="virtual"
            tabindex="0"
            role="region"
            aria-label=label
            node_ref=frame
            on:scroll=move |_| {
                if let Some(frame) = frame.get_untracked() {
                    top.set(f64::from(frame.scroll_top()));
                    height.set(f64::from(frame.client_height()).max(200.0));
                }
            }
        >
            <table aria-label=label aria-rowcount=move || window.get().2 + 1>
                <thead>{head.run()}</thead>
                <tbody>
                    {move || filler(window.get().0)}
                    <For
                        each=places
                        key=|row| *row
                        children=move |(_, index, place)| view! {
                            <tr aria-rowindex=index + 2>{row(place)}</tr>
                        }
                    />
                    {move || { let (_, end, count) = window.get(); filler(count - end) }}
                </tbody>
            </table>
        </div>
    }
}

/// The size of the root's text in pixels: it follows the user's zoom of text.
fn root_font_size() -> f64 {
    document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("font-size").ok())
        .and_then(|size| size.trim_end_matches("px").parse().ok())
        .unwrap_or(16.0)
}
