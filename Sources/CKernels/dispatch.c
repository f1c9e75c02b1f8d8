// Chooses the kernels that this machine can run, and packs operands for them.
#include "CKernels.h"

#if defined(__x86_64__)
extern const FKKernels fk_kernels_avx512, fk_kernels_avx2;
#elif defined(__aarch64__)
extern const FKKernels fk_kernels_neon;
#endif
extern const FKKernels fk_kernels_portable;

// Fastest first; the portable kernels close the list.
static const FKKernels *const instruction_sets[] = {
#if defined(__x86_64__)
    &fk_kernels_avx512,
    &fk_kernels_avx2,
#elif defined(__aarch64__)
    &fk_kernels_neon,
#endif
    &fk_kernels_portable,
};

int fk_instruction_set_count(void) { return (int)(sizeof instruction_sets / sizeof *instruction_sets); }

const FKKernels *fk_kernels(int index) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (instruction_sets[index] == &fk_kernels_avx512 && !avx512) return NULL;
    if (instruction_sets[index] == &fk_kernels_avx2 && !avx2) return NULL;
#endif
    return instruction_sets[index];
}

void fk_pack(float *panels, ptrdiff_t depth, ptrdiff_t first_depth, ptrdiff_t first_column, ptrdiff_t k_count,
             ptrdiff_t n_count, const float *source, ptrdiff_t n_stride, ptrdiff_t k_stride) {
    for (ptrdiff_t n = 0; n < n_count;) {
        ptrdiff_t column = first_column + n;
        ptrdiff_t place = column % FK_PANEL_WIDTH;
        ptrdiff_t width = FK_PANEL_WIDTH - place < n_count - n ? FK_PANEL_WIDTH - place : n_count - n;
        float *to = panels + (column - place) * depth + first_depth * FK_PANEL_WIDTH + place;
        // Panel by panel and row by row: what is written lies side by side.
        for (ptrdiff_t k = 0; k < k_count; k++)
            for (ptrdiff_t j = 0; j < width; j++)
                to[k * FK_PANEL_WIDTH + j] = source[(n + j) * n_stride + k * k_stride];
        n += width;
    }
}
