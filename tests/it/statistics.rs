//! Counts that follow each edit are the counts over everybody.

use canbo::report::Statistics;
use proptest::prelude::*;

use crate::{arbitrary, invented};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn counting_an_edit_is_counting_everybody_again(
        before in proptest::collection::vec(arbitrary::dossier(), 1..5),
        edited in arbitrary::dossier(),
        at in any::<proptest::sample::Index>(),
    ) {
        let mut statistics = Statistics::of(&before);
        let mut after = before.clone();
        let at = at.index(after.len());
        statistics.remove(&after[at]);
        statistics.add(&edited);
        after[at] = edited;
        prop_assert_eq!(&statistics, &Statistics::of(after.iter().rev()));
        for dossier in &after {
            statistics.remove(dossier);
        }
        prop_assert_eq!(statistics, Statistics::default());
    }
}

#[test]
fn every_person_of_a_city_is_in_one_class_of_each_kind() {
    use canbo::domain::{Group, Ladder, PoliticalTheory, Sex};
    use canbo::report::AgeBand;

    let city = invented::snapshot(1_000, 3);
    let statistics = Statistics::of(&city.dossiers);
    let left = city.dossiers.iter().filter(|one| one.left).count() as u32;
    assert!(left > 0);
    assert_eq!(statistics.left(), left);
    let people = 1_000 - left;
    assert_eq!(statistics.people(), people);
    let sum = |counts: &mut dyn Iterator<Item = u32>| counts.sum::<u32>();
    let groups = &mut Group::ALL.into_iter().map(|group| statistics.group(group));
    assert_eq!(sum(groups) + statistics.without_title(), people);
    let units = &mut city
        .office
        .units
        .iter()
        .map(|unit| statistics.unit(Some(&unit.id)));
    assert_eq!(sum(units), people);
    assert_eq!(
        statistics.sex(Sex::Female) + statistics.sex(Sex::Male),
        people
    );
    let levels = PoliticalTheory::ALL.iter().copied().map(Some).chain([None]);
    let levels = &mut levels.map(|level| statistics.political_theory(level));
    assert_eq!(sum(levels), people);
    let ages = statistics.ages("2017-03-31".parse().unwrap());
    let bands = &mut AgeBand::ALL.into_iter().map(|band| ages.of(band));
    assert_eq!(sum(bands) + ages.not_known, people);
}
