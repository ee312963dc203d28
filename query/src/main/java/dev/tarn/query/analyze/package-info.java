/// From syntax tree to plan: names resolved, constants computed, implied operators made explicit, everything checked.
package dev.tarn.query.analyze;
