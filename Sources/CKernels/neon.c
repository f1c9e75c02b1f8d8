// NEON, part of every 64-bit Arm: 24 of 32 registers hold a tile of 6 x 16, 4 x 24 or 3 x 32.
#if defined(__aarch64__)
#define FK_NAME(x) x##_neon
#define FK_ISA_NAME "neon"
#define FK_WIDTH 4
#define FK_TILE_VECTORS 4
#define FK_TILE_ROWS 6
#define FK_NARROW 1
#define FK_UNROLL _Pragma("clang loop unroll(full)")
#define FK_UNROLL_DEPTH _Pragma("clang loop unroll(disable)")
#include "kernels.inc"
#include "attention.inc"
#endif
