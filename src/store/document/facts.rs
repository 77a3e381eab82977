//! A record taken apart into facts, each of which is edited and merged by itself.
//!
//! Every fact lies on the root of the document under a path: `birth`, `courses/3f0c…/status`,
//! `ratings/2016/1`. Items of a list are told apart by what names them in the trade (a rating by
//! its year, a post by its title), else by an id. So two offices that enter the rating of one
//! year make one conflict on it, not two ratings. Containers inside the document would be
//! smaller, but two of the same name hide each other's contents.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value as Json};

use super::Value;

/// The facts of a document by their paths; a fact that is not there is blank.
pub type Facts = BTreeMap<String, Value>;

/// How a part of a record lies in a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Items, each named by one of its fields.
    Named(&'static str),
    /// Items, each named by a number among its fields, in the order of the numbers.
    Numbered(&'static str),
    /// Items that nothing names.
    Items,
    /// Entries under words of their own, so many levels deep.
    Entries(usize),
    /// One fact.
    Whole,
}

fn shape(part: &str, json: Option<&Json>) -> Shape {
    match part {
        "posts" => Shape::Named("title"),
        "units" => Shape::Named("id"),
        "ratings" => Shape::Numbered("0"),
        "courses" | "moves" | "succession" | "tenures" | "circumstances" => Shape::Items,
        "confirmations" | "source_lists" | "conversion_periods" => Shape::Entries(1),
        "majors" => Shape::Entries(2),
        // A list that a later record brings.
        _ => match json {
            Some(Json::Array(items)) if !items.is_empty() && items.iter().all(Json::is_object) => {
                Shape::Items
            }
            _ => Shape::Whole,
        },
    }
}

/// One part of a path, so that it cannot be taken for two.
fn escaped(part: &str) -> String {
    part.replace('%', "%25")
        .replace('/', "%2F")
        .replace('~', "%7E")
}

fn plain(part: &str) -> String {
    part.replace("%7E", "~")
        .replace("%2F", "/")
        .replace("%25", "%")
}

/// The path of the item to which a fact belongs, when it belongs to one: `courses/3f0c`.
pub fn item_of(path: &str) -> Option<&str> {
    let (list, rest) = path.split_once('/')?;
    if matches!(shape(list, None), Shape::Entries(_)) {
        return None;
    }
    let end = rest.find('/').unwrap_or(rest.len());
    path.get(..list.len() + 1 + end)
}

/// Whether the path says that an item is there, and at which place of its list.
pub fn is_place(path: &str) -> bool {
    item_of(path) == Some(path)
}

/// The fields of an item by their names.
type Fields = BTreeMap<String, Value>;

struct Item {
    id: String,
    place: i64,
    fields: Fields,
}

/// The items of a list that are there, in their order.
fn items(facts: &Facts, list: &str) -> Vec<Item> {
    let prefix = format!("{list}/");
    let mut found: Vec<Item> = Vec::new();
    // A path sorts before the paths below it, but other items may lie between: `a`, `a!`, `a/b`.
    let mut at = BTreeMap::new();
    let within = || {
        facts
            .range(prefix.clone()..)
            .take_while(|(path, _)| path.starts_with(&prefix))
    };
    for (path, value) in within() {
        if let (true, Value::Whole(place)) = (is_place(path), value) {
            let id = path[prefix.len()..].to_owned();
            at.insert(id.clone(), found.len());
            found.push(Item {
                id,
                place: *place,
                fields: Fields::new(),
            });
        }
    }
    for (path, value) in within() {
        if let Some((id, field)) = path[prefix.len()..].split_once('/')
            && let Some(item) = at.get(id)
        {
            found[*item].fields.insert(plain(field), value.clone());
        }
    }
    found.sort_by(|a, b| (a.place, &a.id).cmp(&(b.place, &b.id)));
    found
}

/// The record of those facts; nothing when a compound is no JSON.
pub fn record_of(facts: &Facts) -> Option<Map<String, Json>> {
    let mut record = Map::new();
    let mut lists = BTreeSet::new();
    for (path, value) in facts {
        let Some((part, rest)) = path.split_once('/') else {
            record.insert(plain(path), value.to_json()?);
            continue;
        };
        if let Shape::Entries(_) = shape(part, None) {
            let mut inner = Map::new();
            let mut parts = rest.split('/').map(plain).rev();
            let mut entry = value.to_json()?;
            let mut key = parts.next()?;
            for outer in parts {
                inner.insert(key, entry);
                entry = Json::Object(std::mem::take(&mut inner));
                key = outer;
            }
            let place = record
                .entry(part)
                .or_insert_with(|| Json::Object(Map::new()));
            join(place, key, entry);
        } else {
            lists.insert(part);
        }
    }
    for list in lists {
        let built: Option<Vec<Json>> = items(facts, list)
            .into_iter()
            .map(|item| built(&item.fields))
            .collect();
        let built = built?;
        if !built.is_empty() {
            record.insert(plain(list), Json::Array(built));
        }
    }
    Some(record)
}

/// Puts an entry under its key; what is an object on both sides is joined.
fn join(place: &mut Json, key: String, entry: Json) {
    let Json::Object(map) = place else { return };
    match (map.get_mut(&key), entry) {
        (Some(there @ Json::Object(_)), Json::Object(entries)) => {
            for (key, entry) in entries {
                join(there, key, entry);
            }
        }
        (_, entry) => {
            map.insert(key, entry);
        }
    }
}

/// An item has no more numbered fields than this.
const MOST_NUMBERED: usize = 64;

/// An item as it stands in the record: an array when its fields are numbered.
fn built(fields: &Fields) -> Option<Json> {
    let numbered = !fields.is_empty()
        && fields
            .keys()
            .all(|field| field.bytes().all(|byte| byte.is_ascii_digit()));
    if numbered {
        let mut array = Vec::with_capacity(fields.len());
        for (field, value) in fields {
            let at: usize = field.parse().ok().filter(|at| *at < MOST_NUMBERED)?;
            if array.len() <= at {
                array.resize(at + 1, Json::Null);
            }
            array[at] = value.to_json()?;
        }
        return Some(Json::Array(array));
    }
    let mut object = Map::new();
    for (field, value) in fields {
        object.insert(field.clone(), value.to_json()?);
    }
    Some(Json::Object(object))
}

/// The facts of a record, its items known again from the facts as they are.
///
/// `new_id` names an item that is new: it is given the list, the item and how many equal ones
/// stand before it.
pub fn facts_of(
    record: &Map<String, Json>,
    before: &Facts,
    new_id: &mut dyn FnMut(&str, &str, usize) -> String,
) -> Facts {
    let mut facts = Facts::new();
    for (part, json) in record {
        let name = escaped(part);
        match (shape(part, Some(json)), json) {
            (Shape::Entries(depth), Json::Object(entries)) => {
                put_entries(&mut facts, &name, entries, depth);
            }
            (shape @ (Shape::Items | Shape::Named(_) | Shape::Numbered(_)), Json::Array(list)) => {
                put_items(&mut facts, &name, shape, list, before, new_id);
            }
            _ => facts.extend(Value::of_json(json).map(|value| (name, value))),
        }
    }
    facts
}

fn put_entries(facts: &mut Facts, path: &str, entries: &Map<String, Json>, depth: usize) {
    for (key, json) in entries {
        let path = format!("{path}/{}", escaped(key));
        match json {
            Json::Object(inner) if depth > 1 => put_entries(facts, &path, inner, depth - 1),
            _ => facts.extend(Value::of_json(json).map(|value| (path, value))),
        }
    }
}

fn put_items(
    facts: &mut Facts,
    list: &str,
    shape: Shape,
    elements: &[Json],
    before: &Facts,
    new_id: &mut dyn FnMut(&str, &str, usize) -> String,
) {
    let there = items(before, list);
    let wanted: Vec<Fields> = elements.iter().map(fields_of).collect();
    let ids = match shape {
        Shape::Named(field) | Shape::Numbered(field) => named(&wanted, field),
        _ => known_again(&there, &wanted, list, elements, new_id),
    };
    let places = match shape {
        Shape::Numbered(field) => numbers(&wanted, field),
        _ => None,
    }
    .unwrap_or_else(|| places(&there, &ids));
    for ((id, place), fields) in ids.iter().zip(places).zip(wanted) {
        let path = format!("{list}/{id}");
        for (field, value) in fields {
            facts.insert(format!("{path}/{}", escaped(&field)), value);
        }
        facts.insert(path, Value::Whole(place));
    }
}

fn fields_of(element: &Json) -> Fields {
    let whole = |json: &Json, field: String| Value::of_json(json).map(|value| (field, value));
    match element {
        Json::Object(fields) => fields
            .iter()
            .filter_map(|(field, json)| whole(json, field.clone()))
            .collect(),
        Json::Array(fields) => fields
            .iter()
            .enumerate()
            .filter_map(|(at, json)| whole(json, at.to_string()))
            .collect(),
        other => whole(other, String::new()).into_iter().collect(),
    }
}

/// The ids of items that one of their fields names; a second of the same name gets a number.
fn named(wanted: &[Fields], field: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    wanted
        .iter()
        .map(|fields| {
            let name = match fields.get(field) {
                Some(Value::Text(text)) => escaped(text),
                Some(Value::Whole(whole)) => whole.to_string(),
                _ => String::new(),
            };
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            match *count {
                1 => name,
                count => format!("{name}~{count}"),
            }
        })
        .collect()
}

/// The numbers that order the items; nothing when one has none or they are not in order.
fn numbers(wanted: &[Fields], field: &str) -> Option<Vec<i64>> {
    let numbers: Vec<i64> = wanted
        .iter()
        .map(|fields| match fields.get(field) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        })
        .collect::<Option<_>>()?;
    numbers.is_sorted_by(|a, b| a < b).then_some(numbers)
}

/// More items than this that have changed are not compared with one another.
const COMPARED: usize = 256;

/// The ids of items that nothing names: an equal one first, then the one that agrees most.
fn known_again(
    there: &[Item],
    wanted: &[Fields],
    list: &str,
    elements: &[Json],
    new_id: &mut dyn FnMut(&str, &str, usize) -> String,
) -> Vec<String> {
    let mut equal: BTreeMap<&Fields, VecDeque<usize>> = BTreeMap::new();
    for (at, item) in there.iter().enumerate() {
        equal.entry(&item.fields).or_default().push_back(at);
    }
    let mut taken = vec![false; there.len()];
    let mut ids: Vec<Option<String>> = wanted
        .iter()
        .map(|fields| {
            let at = equal.get_mut(fields)?.pop_front()?;
            taken[at] = true;
            Some(there[at].id.clone())
        })
        .collect();
    let mut left: Vec<usize> = (0..there.len()).filter(|at| !taken[*at]).collect();
    let open = ids.iter().filter(|id| id.is_none()).count();
    if left.len() <= COMPARED && open <= COMPARED {
        for (id, fields) in ids.iter_mut().zip(wanted).filter(|(id, _)| id.is_none()) {
            let agreeing = |at: usize| {
                let item = &there[at].fields;
                fields
                    .iter()
                    .filter(|(field, value)| item.get(*field) == Some(value))
                    .count()
            };
            // The first of those that agree equally.
            let best = left
                .iter()
                .enumerate()
                .map(|(place, at)| (agreeing(*at), std::cmp::Reverse(place)))
                .max()
                .filter(|(agreeing, _)| *agreeing > 0);
            if let Some((_, std::cmp::Reverse(place))) = best {
                *id = Some(there[left.remove(place)].id.clone());
            }
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    ids.into_iter()
        .zip(elements)
        .map(|(id, element)| {
            id.unwrap_or_else(|| {
                let element = element.to_string();
                let before = seen.entry(element.clone()).or_default();
                *before += 1;
                new_id(list, &element, *before - 1)
            })
        })
        .collect()
}

/// The room between two items, so that others find a place between them.
const STEP: i64 = 1 << 16;

/// Places in the order of the ids; an item keeps the place that it has where the order allows.
fn places(there: &[Item], ids: &[String]) -> Vec<i64> {
    let old: BTreeMap<&str, i64> = there
        .iter()
        .map(|item| (item.id.as_str(), item.place))
        .collect();
    let kept: Vec<Option<i64>> = ids.iter().map(|id| old.get(id.as_str()).copied()).collect();
    let anew = || (0..ids.len() as i64).map(|at| at * STEP).collect();
    let in_order = kept.iter().flatten().is_sorted_by(|a, b| a < b);
    if !in_order {
        return anew();
    }
    let mut places: Vec<i64> = Vec::with_capacity(ids.len());
    let mut at = 0;
    while at < ids.len() {
        if let Some(place) = kept[at] {
            places.push(place);
            at += 1;
            continue;
        }
        let until = (at..ids.len())
            .find(|next| kept[*next].is_some())
            .unwrap_or(ids.len());
        let count = (until - at) as i64;
        let low = places.last().copied();
        let high = kept.get(until).copied().flatten();
        for number in 1..=count {
            let place = match (low, high) {
                (None, None) => Some((number - 1) * STEP),
                (Some(low), None) => low.checked_add(number.saturating_mul(STEP)),
                (None, Some(high)) => high.checked_sub((count + 1 - number).saturating_mul(STEP)),
                (Some(low), Some(high)) => {
                    let room = (i128::from(high) - i128::from(low)) / i128::from(count + 1);
                    (room > 0).then(|| (i128::from(low) + room * i128::from(number)) as i64)
                }
            };
            match place {
                Some(place) => places.push(place),
                None => return anew(),
            }
        }
        at = until;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(text: &str) -> Map<String, Json> {
        serde_json::from_str(text).unwrap()
    }

    fn facts(text: &str, before: &Facts) -> Facts {
        let mut next = 0;
        facts_of(&map(text), before, &mut |_, _, _| {
            next += 1;
            format!("new{}-{next}", before.len())
        })
    }

    fn paths(facts: &Facts) -> Vec<&str> {
        facts.keys().map(String::as_str).collect()
    }

    #[test]
    fn each_shape_is_taken_apart_and_put_together() {
        let text = r#"{"name":"Lê","left":true,"school":["12","12/12"],"foreign":{"language":"en"},
            "posts":[{"title":"chair"},{"title":"chair"}],"ratings":[[2015,"good"],[2016,"fair"]],
            "courses":[{"kind":"it"},{}],"majors":{"a/b":{"l~u%ật":{"fits":true}}},
            "source_lists":{"":"a.xlsx"},"later":[{"x":1.5}]}"#;
        let facts = facts(text, &Facts::new());
        assert_eq!(record_of(&facts), Some(map(text)));
        let paths = paths(&facts);
        for path in [
            "ratings/2016/1",
            "posts/chair~2/title",
            "majors/a%2Fb/l%7Eu%25ật",
            "source_lists/",
            "foreign",
        ] {
            assert!(paths.contains(&path), "{path} in {paths:?}");
        }
    }

    #[test]
    fn an_edited_item_keeps_its_id_and_its_place() {
        let two = facts(
            r#"{"courses":[{"k":"a","s":1},{"k":"b","s":1}]}"#,
            &Facts::new(),
        );
        let edited = facts(r#"{"courses":[{"k":"a","s":1},{"k":"b","s":2}]}"#, &two);
        let changed: Vec<_> = edited
            .iter()
            .filter(|(path, value)| two.get(*path) != Some(value))
            .collect();
        assert_eq!(changed.len(), 1, "{changed:?}");
        let between = facts(
            r#"{"courses":[{"k":"a","s":1},{"k":"new"},{"k":"b","s":2}]}"#,
            &edited,
        );
        assert_eq!(between.len(), edited.len() + 2);
        assert!(
            edited
                .iter()
                .all(|(path, value)| between.get(path) == Some(value))
        );
        let turned = facts(r#"{"courses":[{"k":"b","s":2},{"k":"a","s":1}]}"#, &edited);
        assert_eq!(
            record_of(&turned).unwrap()["courses"][0]["k"],
            Json::from("b")
        );
        assert_eq!(paths(&turned), paths(&edited));
    }

    #[test]
    fn there_is_always_a_place_between_two() {
        let mut state = facts(r#"{"courses":[{"k":0},{"k":1}]}"#, &Facts::new());
        let mut list = vec![0, 1];
        for new in 2..60 {
            list.insert(1, new);
            let courses: Vec<String> = list.iter().map(|k| format!(r#"{{"k":{k}}}"#)).collect();
            let text = format!(r#"{{"courses":[{}]}}"#, courses.join(","));
            let mut name = |_: &str, _: &str, _: usize| format!("n{new}");
            state = facts_of(&map(&text), &state, &mut name);
            assert_eq!(record_of(&state), Some(map(&text)));
        }
    }

    #[test]
    fn the_item_of_a_fact_is_named() {
        assert_eq!(item_of("courses/3f/status"), Some("courses/3f"));
        assert_eq!(item_of("majors/chair/law"), None);
        assert_eq!(item_of("birth"), None);
        assert!(is_place("courses/3f"));
        assert!(!is_place("courses/3f/status"));
        assert!(!is_place("source_lists/ab"));
    }
}
