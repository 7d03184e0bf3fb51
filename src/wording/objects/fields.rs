//! A handful of values under names; a name that is not among them is an error that lists them.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use crate::wording::explain::unknown;

/// Values under names.
#[derive(Debug)]
pub struct Fields {
    what: &'static str,
    values: Vec<(&'static str, Value)>,
}

impl Fields {
    /// The fields of `what`, as messages call it.
    pub fn value(
        what: &'static str,
        values: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Value {
        Value::from_object(Fields {
            what,
            values: values.into_iter().collect(),
        })
    }
}

impl Object for Fields {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let known = self.values.iter().find(|(known, _)| *known == name);
        Some(match known {
            Some((_, value)) => value.clone(),
            None => {
                let names: BTreeSet<String> = self
                    .values
                    .iter()
                    .map(|(name, _)| (*name).to_owned())
                    .collect();
                Value::from(unknown(self.what, name, &names))
            }
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(
            self.values
                .iter()
                .map(|(name, _)| Value::from(*name))
                .collect(),
        )
    }
}
