// Any machine: the compiler's baseline, with the C library's fma where the baseline has none.
#if 1
#define FK_NAME(x) x##_portable
#define FK_ISA_NAME "portable"
#define FK_WIDTH 4
#define FK_TILE_VECTORS 4
#define FK_TILE_ROWS 2
#define FK_UNROLL
#define FK_UNROLL_DEPTH
#include "kernels.inc"
#include "attention.inc"
#endif
