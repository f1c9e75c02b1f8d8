#include "CPeak.h"

#if defined(__x86_64__) || defined(__aarch64__)
#define CHAINS 12

// Hidden from the compiler, which otherwise computes a chain that stands at its fixed point ahead of time.
static volatile float start = 1.0f, factor_value = 0.999f, term_value = 1e-3f, sink;

// Twelve independent chains hide the latency of two pipes of up to six cycles.
#define DEFINE_PEAK(name, lanes, attributes)                                                                          \
    attributes static double name(long iterations) {                                                                  \
        typedef float vector __attribute__((vector_size(lanes * 4)));                                                 \
        vector sums[CHAINS];                                                                                          \
        vector factor = (vector){} + factor_value, term = (vector){} + term_value;                                    \
        _Pragma("clang loop unroll(full)") for (int c = 0; c < CHAINS; c++) sums[c] = (vector){} + start;             \
        for (long i = 0; i < iterations; i++) {                                                                       \
            _Pragma("clang loop unroll(full)") for (int c = 0; c < CHAINS; c++)                                       \
                sums[c] = __builtin_elementwise_fma(sums[c], factor, term);                                           \
        }                                                                                                             \
        vector total = (vector){};                                                                                    \
        _Pragma("clang loop unroll(full)") for (int c = 0; c < CHAINS; c++) total += sums[c];                         \
        sink = total[0];                                                                                              \
        return 2.0 * CHAINS * lanes * (double)iterations;                                                             \
    }
#endif

#if defined(__x86_64__)
DEFINE_PEAK(peak_avx512, 16, __attribute__((target("avx512f"))))
DEFINE_PEAK(peak_avx2, 8, __attribute__((target("avx2,fma"))))

double peak_run(long iterations) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return peak_avx512(iterations);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return peak_avx2(iterations);
    return 0;
}
#elif defined(__aarch64__)
DEFINE_PEAK(peak_neon, 4, )

double peak_run(long iterations) { return peak_neon(iterations); }
#else
double peak_run(long iterations) { return 0; }
#endif
