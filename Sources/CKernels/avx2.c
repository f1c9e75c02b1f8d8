// AVX2 with FMA: 12 of 16 registers hold a tile of 6 x 16, 4 x 24 or 3 x 32.
#if defined(__x86_64__)
#define FK_NAME(x) x##_avx2
#define FK_ISA_NAME "avx2"
#define FK_WIDTH 8
#define FK_TILE_VECTORS 2
#define FK_TILE_ROWS 6
#define FK_NARROW 1
#define FK_REGISTER "x"
#define FK_TARGET __attribute__((target("avx2,fma")))
#define FK_UNROLL _Pragma("clang loop unroll(full)")
#define FK_UNROLL_DEPTH _Pragma("clang loop unroll(disable)")
#include "kernels.inc"
#include "attention.inc"
#endif
