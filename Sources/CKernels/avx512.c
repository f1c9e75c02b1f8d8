// AVX-512: 24 of 32 registers hold a 12 x 32 tile.
#if defined(__x86_64__)
#define FK_NAME(x) x##_avx512
#define FK_ISA_NAME "avx512"
#define FK_WIDTH 16
#define FK_TILE_VECTORS 2
#define FK_TILE_ROWS 12
#define FK_TARGET __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")))
#define FK_UNROLL _Pragma("clang loop unroll(full)")
#define FK_UNROLL_DEPTH _Pragma("clang loop unroll_count(2)")
#include "kernels.inc"
#include "attention.inc"
#endif
