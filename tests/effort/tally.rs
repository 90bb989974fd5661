//! Costs summed up.

use std::fmt;

use super::strategies::Cost;

/// The head of the printed table.
pub(crate) const HEADER: &str = "| strategy | spans | exact | mean | median | p90 |\n|---|---|---|---|---|---|";

/// What one strategy cost.
pub(crate) struct Tally {
    /// Its name.
    pub(crate) strategy: &'static str,
    costs: Vec<Cost>,
}

impl Tally {
    /// Nothing yet.
    pub(crate) fn new(strategy: &'static str) -> Self {
        Self { strategy, costs: Vec::new() }
    }

    /// Adds an article's spans.
    pub(crate) fn add(&mut self, costs: Vec<Cost>) {
        self.costs.extend(costs);
    }

    /// How many spans there were.
    pub(crate) fn spans(&self) -> usize {
        self.costs.iter().map(|cost| cost.spans).sum()
    }

    /// How many of them were made exactly.
    pub(crate) fn exact(&self) -> usize {
        self.costs.iter().filter(|cost| cost.exact).map(|cost| cost.spans).sum()
    }

    /// Keys per span.
    #[expect(clippy::cast_precision_loss, reason = "a few thousand keys")]
    pub(crate) fn mean(&self) -> f64 {
        self.costs.iter().map(|cost| cost.keys).sum::<usize>() as f64 / self.spans().max(1) as f64
    }

    /// So many percent of the spans cost no more keys. Those of one annotation share its keys.
    fn percentile(&self, percent: usize) -> usize {
        let each = |cost: &Cost| std::iter::repeat_n(cost.keys.div_ceil(cost.spans.max(1)), cost.spans);
        let mut keys: Vec<usize> = self.costs.iter().flat_map(each).collect();
        keys.sort_unstable();
        keys.get((keys.len() * percent / 100).min(keys.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (spans, exact) = (self.spans(), self.exact());
        let (mean, median, p90) = (self.mean(), self.percentile(50), self.percentile(90));
        write!(f, "| {} | {spans} | {}% | {mean:.2} | {median} | {p90} |", self.strategy, exact * 100 / spans.max(1))
    }
}
