//! The verdicts of one case with their reasons.

use chrono::NaiveDate;

use super::case::{CaseFacts, DayKey};
use super::condition::{Condition, OpenTerm, Suppositions, months_left};
use super::day::is_above_commune;
use super::decide::{Cell, Outcome};
use super::needed::{Needed, needed};
use super::standard::{Asks, Bilingual, Checked, Confidence, LocalUse, Rule, Source};
use super::{Case, Criterion, Fact, Level, RulesOfDay, Truth, Verdict};
use crate::domain::{Confirmation, Title};

/// The verdicts of one person in one title, with reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The title.
    pub title: Title,
    /// All verdicts in one: see [`Verdict::overall`].
    pub overall: Verdict,
    /// One entry for each criterion of which a standard speaks, in the order of [`Criterion::ALL`].
    pub criteria: Vec<CriterionAssessment>,
}

/// The verdict of one criterion and everything it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionAssessment {
    /// What was asked about.
    pub criterion: Criterion,
    /// What it comes to.
    pub verdict: Verdict,
    /// What the dossier says.
    pub found: Found,
    /// What the rule asks of this person.
    pub needed: Needed,
    /// The blank facts that could change the verdict, where it is unknown.
    pub missing: Vec<Fact>,
    /// The day by which the standard must be met, where the law leaves time.
    pub due: Option<NaiveDate>,
    /// Where the law says it.
    pub source: Source,
    /// Its words, where we have them.
    pub quote: Option<String>,
    /// The standard's name.
    pub standard: String,
    /// The key of the rule, by which an office confirms it; where the area is not known and
    /// rules differ by area, that of the first.
    pub rule: String,
    /// The first day in force of the version that was applied.
    pub from: NaiveDate,
    /// The first day no longer in force.
    pub until: Option<NaiveDate>,
    /// How sure we are of the rule.
    pub confidence: Confidence,
    /// Who compared the version with the official text.
    pub checked: Option<Checked>,
    /// Who confirmed a rule of low certainty.
    pub confirmed: Option<Confirmation>,
    /// Why it comes to that.
    pub reason: Reason,
    /// The exemption that helped.
    pub exemption: Option<Help>,
    /// What the text lets someone else set.
    pub local_terms: Vec<Bilingual>,
    /// The local decisions that have changed what the rule asks where the person works.
    pub local: Vec<LocalUse>,
}

/// An exemption or a grace period that helped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Its name in the version.
    pub id: String,
    /// What it says.
    pub says: Bilingual,
    /// Where the law says it.
    pub source: Source,
}

/// What the dossier says of what a criterion asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Absent,
    /// A level.
    Level(Level),
    /// An age in completed years, from the lowest to the highest that the dates may mean.
    Age {
        /// The lowest.
        from: u16,
        /// The highest.
        to: u16,
        /// At which date; nothing for the day judged.
        at: Option<Fact>,
    },
    /// Months to retirement, from the fewest to the most that the dates may mean.
    MonthsLeft {
        /// The fewest.
        from: i32,
        /// The most.
        to: i32,
    },
    /// A field of study, and whether it fits.
    Field {
        /// As written; may be empty.
        field: String,
        /// Whether it fits the title, where that has been said.
        fits: Option<bool>,
    },
}

/// Why a criterion comes to its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What was found is what is needed.
    Satisfied,
    /// Met, or not applicable, whatever the blank facts are.
    SatisfiedEitherWay,
    /// What was found falls short.
    Short,
    /// It falls short, but the law leaves time.
    WithinGrace(Help),
    /// An exemption spares the person the rule, or what it asks instead is met.
    Exempted(Help),
    /// Facts are missing.
    MissingFacts,
    /// Someone else has to set a value that the rule leaves open.
    LeftOpen(Vec<OpenTerm>),
    /// The rule is not certain enough to decide until a person confirms it.
    NotConfirmed,
    /// The title is not held for the first time.
    NotFirstHolding,
    /// The rule speaks only of cases that this is not one of.
    OutsideTheRule,
    /// The rule asks nothing of the title, for the reason given.
    NothingAsked(Bilingual),
    /// Only in posts that someone has to name, and none has been entered.
    NotDesignated(OpenTerm),
    /// The unit is above the commune level.
    AboveCommune,
}

impl Reason {
    /// The reason's name in data, in lower snake case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::SatisfiedEitherWay => "satisfied_either_way",
            Self::Short => "short",
            Self::WithinGrace(_) => "within_grace",
            Self::Exempted(_) => "exempted",
            Self::MissingFacts => "missing_facts",
            Self::LeftOpen(_) => "left_open",
            Self::NotConfirmed => "not_confirmed",
            Self::NotFirstHolding => "not_first_holding",
            Self::OutsideTheRule => "outside_the_rule",
            Self::NothingAsked(_) => "nothing_asked",
            Self::NotDesignated(_) => "not_designated",
            Self::AboveCommune => "above_commune",
        }
    }
}

impl RulesOfDay<'_> {
    /// The verdicts for the case with their reasons: the same verdicts as [`RulesOfDay::judge`].
    pub fn assess(&self, case: &Case) -> Assessment {
        let facts = self.facts(case);
        let criteria: Vec<CriterionAssessment> = Criterion::ALL
            .iter()
            .filter_map(|criterion| self.assess_criterion(case, *criterion, &facts))
            .collect();
        Assessment {
            title: case.post.title,
            overall: Verdict::overall(criteria.iter().map(|criterion| criterion.verdict)),
            criteria,
        }
    }

    fn assess_criterion(
        &self,
        case: &Case,
        criterion: Criterion,
        facts: &CaseFacts,
    ) -> Option<CriterionAssessment> {
        let (standard, cell) = self.cell(case.post.title, criterion)?;
        let version = cell.version;
        let outcome = self.outcome(&cell, case, facts);
        let verdict = outcome.verdict();
        let (rule, confirmed) = cell.rule(facts).unwrap_or(cell.rules[0]);
        let reason = reason(&cell, rule, outcome, case, facts);
        let help = match &reason {
            Reason::WithinGrace(help) | Reason::Exempted(help) => Some(help),
            _ => None,
        };
        Some(CriterionAssessment {
            criterion,
            verdict,
            found: found(criterion, rule, facts, case),
            needed: needed(&cell, facts),
            missing: if verdict == Verdict::Unknown {
                missing(&cell, facts)
            } else {
                Vec::new()
            },
            due: match outcome {
                Outcome::Grace(at) => cell.due(at, facts),
                _ => None,
            },
            source: rule.source.clone(),
            quote: rule.quote.clone(),
            standard: standard.id.clone(),
            rule: rule.key.clone(),
            from: version.from,
            until: version.until,
            confidence: rule.confidence,
            checked: version.checked.clone(),
            confirmed: confirmed
                .then(|| self.office.confirmations.get(&rule.key).cloned())
                .flatten(),
            exemption: match outcome {
                Outcome::Exempt(_) | Outcome::MetBy(_) => help.cloned(),
                _ => None,
            },
            reason,
            local: rule
                .local
                .iter()
                .filter(|used| used.is_here(facts))
                .cloned()
                .collect(),
            local_terms: version
                .local_terms
                .iter()
                .map(|term| term.says.clone())
                .collect(),
        })
    }
}

impl LocalUse {
    /// Whether the decision may be in force in the unit of the case.
    fn is_here(&self, facts: &CaseFacts) -> bool {
        self.place.evaluate(facts, Suppositions::default()) != Truth::False
    }
}

/// The facts to ask for; where nothing says what was studied, the field rather than whether it fits.
fn missing(cell: &Cell, facts: &CaseFacts) -> Vec<Fact> {
    cell.missing(facts)
        .iter()
        .map(|fact| match fact {
            Fact::MajorFitsPost if facts.field.is_empty() => Fact::Field,
            fact => fact,
        })
        .collect()
}

fn reason(cell: &Cell, rule: &Rule, outcome: Outcome, case: &Case, facts: &CaseFacts) -> Reason {
    if is_above_commune(case) {
        return Reason::AboveCommune;
    }
    match outcome {
        Outcome::Met => Reason::Satisfied,
        Outcome::EitherWay => Reason::SatisfiedEitherWay,
        Outcome::NotMet => Reason::Short,
        Outcome::Unknown => Reason::MissingFacts,
        Outcome::Doubtful => Reason::NotConfirmed,
        Outcome::MetBy(at) | Outcome::Exempt(at) => cell
            .version
            .exemptions
            .get(usize::from(at))
            .map_or(Reason::Satisfied, |exemption| {
                Reason::Exempted(Help {
                    id: exemption.id.clone(),
                    says: exemption.says.clone(),
                    source: exemption.source.clone(),
                })
            }),
        Outcome::Grace(at) => {
            cell.version
                .graces
                .get(usize::from(at))
                .map_or(Reason::Short, |grace| {
                    Reason::WithinGrace(Help {
                        id: grace.id.clone(),
                        says: grace.says.clone(),
                        source: grace.source.clone(),
                    })
                })
        }
        Outcome::Open => Reason::LeftOpen(open_terms(rule)),
        Outcome::NotApplicable => match &rule.asks {
            Asks::Nothing { reason } => Reason::NothingAsked(reason.clone()),
            Asks::WhereDesignated { designation, .. } => Reason::NotDesignated(designation.clone()),
            Asks::Require { .. } if facts.word(Fact::FirstTime) == 0 => Reason::NotFirstHolding,
            Asks::Require { .. } => Reason::OutsideTheRule,
        },
    }
}

fn open_terms(rule: &Rule) -> Vec<OpenTerm> {
    let mut terms = Vec::new();
    if let Asks::Require { only_if, require } = &rule.asks {
        for condition in only_if.iter().chain([require]) {
            condition.each(&mut |part| {
                if let Condition::Open(term) = part {
                    terms.push(term.clone());
                }
            });
        }
    }
    terms
}

fn found(criterion: Criterion, rule: &Rule, facts: &CaseFacts, case: &Case) -> Found {
    if let Some(ladder) = criterion.ladder() {
        return facts.level(ladder).map_or(Found::Absent, Found::Level);
    }
    match criterion {
        Criterion::RelevantMajor => {
            let fits = match facts.word(Fact::MajorFitsPost) {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            };
            if facts.field.is_empty() && fits.is_none() {
                return Found::Absent;
            }
            Found::Field {
                field: case.dossier.field.clone(),
                fits,
            }
        }
        Criterion::MinimumAge => age(facts, facts.on, facts.on, None),
        Criterion::AgeAtFirstHolding => date_asked(rule, facts),
        _ => Found::Absent,
    }
}

/// What the dates say of the age or the months left that the rule asks for.
fn date_asked(rule: &Rule, facts: &CaseFacts) -> Found {
    let mut asked = None;
    if let Asks::Require { require, .. } = &rule.asks {
        require.each(&mut |part| match part {
            Condition::AgeAtMost { at, .. } => asked = Some((false, *at)),
            Condition::MonthsLeftAtLeast { at, .. } => asked = Some((true, *at)),
            _ => {}
        });
    }
    let Some((months, at)) = asked else {
        return Found::Absent;
    };
    let span = facts.date(at).until(facts.on);
    if span.is_blank() || facts.birth.is_blank() {
        return Found::Absent;
    }
    if !months {
        return age(facts, span.first, span.last, Some(at));
    }
    let left = |birth, at| months_left(facts, birth, facts.sex()?, at);
    let readings = (
        left(facts.birth.first, span.last),
        left(facts.birth.last, span.first),
    );
    match readings {
        (Some(from), Some(to)) => Found::MonthsLeft { from, to },
        _ => Found::Absent,
    }
}

fn age(facts: &CaseFacts, first: DayKey, last: DayKey, at: Option<Fact>) -> Found {
    if facts.birth.is_blank() {
        return Found::Absent;
    }
    let years = |birth: DayKey, at: DayKey| ((at - birth).max(0) / 10_000) as u16;
    Found::Age {
        from: years(facts.birth.last, first),
        to: years(facts.birth.first, last),
        at,
    }
}
