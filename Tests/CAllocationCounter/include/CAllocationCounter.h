// Counts what one thread allocates, to show that a piece of code allocates nothing.
//
// On Linux with glibc the functions of the malloc family are defined here and forward to glibc's own, so that every
// allocation of the test process passes through: Swift's objects and buffers as well as those of C. Elsewhere, and
// under a sanitizer that wants the family for itself, nothing is counted.
#ifndef CALLOCATIONCOUNTER_H
#define CALLOCATIONCOUNTER_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted on this system.
bool allocation_counter_works(void);
/// How often the calling thread has allocated since it began.
uint64_t allocation_count(void);

#endif
