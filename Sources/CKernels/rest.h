// What the AVX-512 kernels leave to the AVX2 kernels, which every processor with AVX-512 can run.
#include "CKernels.h"

void fk_product_avx2(const FKProduct *product, ptrdiff_t first_column);
void fk_dropout_mask_avx2(ptrdiff_t rows, ptrdiff_t columns, float *mask, ptrdiff_t mask_row, const FKDropout *dropout);
