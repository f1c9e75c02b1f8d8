// How many fused multiply-adds a core can do, as the yardstick of the benchmarks.
#ifndef CPEAK_H
#define CPEAK_H

/// Runs `iterations` rounds of independent fused multiply-adds in the widest vectors this machine has.
///
/// Returns the floating-point operations done, two for each fused multiply-add.
double peak_run(long iterations);

#endif
