// The innermost loops, one implementation for each instruction set.
//
// Conventions shared by all kernels:
//  - Matrices are row-major floats; a "row" argument is the distance between rows in floats.
//  - Column counts of vectorised operands are padded to multiples of FK_COLUMN_MULTIPLE, and padding holds zeros.
//  - Every output element is one chain of fused multiply-adds in index order, so that all instruction sets,
//    tile sizes and thread counts give the same bits.
//  - Activation gradients are assigned; parameter gradients are accumulated by the caller's `accumulate` flag.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "Attention.h"

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// Columns are padded to this many floats.
#define FK_COLUMN_MULTIPLE 8
/// Packed right-hand sides are cut into panels this many columns wide.
#define FK_PANEL_WIDTH 32
/// A product adds up at most this many segments.
#define FK_MAX_SEGMENTS 4

/// One term A·B of a product.
typedef struct {
    /// A[m, k] = a[m * a_row + k * a_depth]; one of the two distances is 1, the same one in all segments of a product.
    const float *_Nullable a;
    ptrdiff_t a_row, a_depth;
    /// B[k, n] = b[(n / 32) * b_panel + k * b_depth + n % 32].
    const float *_Nullable b;
    ptrdiff_t b_panel, b_depth;
    /// Length of k.
    ptrdiff_t depth;
} FKSegment;

/// C = start + sum over segments of A·B, where start is C itself, a bias row, or zero.
typedef struct {
    /// M, and N as a multiple of FK_COLUMN_MULTIPLE.
    ptrdiff_t rows, columns;
    /// C[m, n] = c[m * c_row + n].
    float *_Nullable c;
    ptrdiff_t c_row;
    /// Start value of every row, shape [N]; used unless `accumulate`.
    const float *_Nullable bias;
    /// Start from C's own content.
    bool accumulate;
    /// Where the order of the columns is free, take the last first. Of a B that is a little larger than the first cache,
    /// two products in turn, one from each end, find more in it.
    bool last_first;
    int segment_count;
    FKSegment segments[FK_MAX_SEGMENTS];
} FKProduct;

/// A product in double precision: C = A·B, C + A·B or C - A·B.
///
/// Each element of C is one chain of fused multiply-adds in the order of k. A difference is the chain that starts from
/// -C, its sign turned at the end, which rounds no differently.
typedef struct {
    /// M, N as a multiple of FK_COLUMN_MULTIPLE, and K.
    ptrdiff_t rows, columns, depth;
    /// A[m, k] = a[m * a_row + k * a_depth].
    const double *_Nullable a;
    ptrdiff_t a_row, a_depth;
    /// B[k, n] = b[k * b_row + n].
    const double *_Nullable b;
    ptrdiff_t b_row;
    /// C[m, n] = c[m * c_row + n].
    double *_Nullable c;
    ptrdiff_t c_row;
    /// What C was is added to the product; or the product is subtracted from it.
    bool accumulate, subtract;
} FKDoubleProduct;

/// One time step of a cell for R rows (windows) of P padded hidden units; each kernel reads and writes what it names.
typedef struct {
    ptrdiff_t rows, padded;
    /// Blocks of P columns, [R, blocks * P], rows `gates_row` apart.
    float *_Nullable gates;
    ptrdiff_t gates_row;
    /// States before and after the step, [R, P] without gaps; the cell states are the LSTM's alone.
    const float *_Nullable h_previous;
    float *_Nullable h;
    const float *_Nullable c_previous;
    float *_Nullable c;
    /// Gradients of h and c, [R, P] without gaps.
    float *_Nullable dh;
    float *_Nullable dc;
} FKCellStep;

/// Hyperparameters of one Adam or AdamW step, bias corrections already applied (Kingma & Ba 2015, algorithm 1).
typedef struct {
    float beta1, beta2, epsilon;
    /// 1 - beta1 and 1 - beta2, rounded once: taken from the rounded 0.999 the latter would be off by 1e-5.
    float complement1, complement2;
    /// learning rate / (1 - beta1^t)
    float step_size;
    /// 1 / sqrt(1 - beta2^t)
    float inverse_sqrt_correction2;
    /// Multiplies the parameter first: 1 - learning rate * decay (Loshchilov & Hutter 2019); 1 for Adam.
    float decay_factor;
    /// Multiplies the gradient first: the clipping factor.
    float gradient_scale;
    /// Times the parameter is added to the gradient next: weight decay of Adam; 0 for AdamW.
    float gradient_decay;
} FKAdamStep;

/// Where the dropout masks of one window and layer come from: Philox4x32-10 (Salmon et al. 2011) at the counters
/// (i, counter[0], counter[1], counter[2]) under `key`.
typedef struct FKDropout {
    uint32_t key[2];
    uint32_t counter[3];
    /// Elements whose word is below this are dropped; the others are multiplied by `scale`.
    uint32_t threshold;
    float scale;
} FKDropout;

/// The kernels of one instruction set. Shapes: rows R, padded hidden size P.
typedef struct {
    const char *name;
    /// Those of transformers.
    const FKAttentionKernels *attention;

    void (*product)(const FKProduct *product);
    void (*double_product)(const FKDoubleProduct *product);

    /// h = tanh(h) or max(0, h), in place.
    void (*rnn_tanh_forward)(const FKCellStep *step);
    void (*rnn_relu_forward)(const FKCellStep *step);
    /// gates = gradient of the pre-activation, from h and dh.
    void (*rnn_tanh_backward)(const FKCellStep *step);
    void (*rnn_relu_backward)(const FKCellStep *step);

    /// gates holds blocks n, r, z, m of P columns: pre-activations of n (input part), r, z, and m = U h + c of the
    /// candidate. Writes the activations of n, r, z in place and h = (1 - z) n + z h_previous.
    void (*gru_forward)(const FKCellStep *step);
    /// Replaces the activations by the gradients of the four blocks, and dh by its share z dh of the previous step.
    void (*gru_backward)(const FKCellStep *step);

    /// gates holds blocks i, f, g, o. Writes their activations in place, c = f c_previous + i g and h = o tanh(c).
    void (*lstm_forward)(const FKCellStep *step);
    /// Replaces the activations by the gradients of the pre-activations, and dc by its share f dc of the previous step.
    void (*lstm_backward)(const FKCellStep *step);

    /// y += x, y = x * m, y *= m; elementwise over `count` floats.
    void (*add)(ptrdiff_t count, float *y, const float *x);
    void (*multiply)(ptrdiff_t count, float *y, const float *x, const float *m);

    /// mask[m, n] = 0 or the scale; columns is a multiple of FK_COLUMN_MULTIPLE. The mask's 8-float pieces are counted
    /// row by row: lane l of piece v takes word v % 4 of counter 8 (v / 4) + l.
    void (*dropout_mask)(ptrdiff_t rows, ptrdiff_t columns, float *mask, ptrdiff_t mask_row, const FKDropout *dropout);

    /// Sum of squares in double, over 16 interleaved chains added in order.
    double (*sum_of_squares)(ptrdiff_t count, const float *x);
    void (*adam)(ptrdiff_t count, float *parameters, const float *gradients, float *first_moments,
                 float *second_moments, FKAdamStep step);

    /// Elementwise functions, at most 2 ulp from correctly rounded.
    void (*exp)(ptrdiff_t count, float *y, const float *x);
    void (*sigmoid)(ptrdiff_t count, float *y, const float *x);
    void (*tanh)(ptrdiff_t count, float *y, const float *x);
} FKKernels;

/// How many instruction sets were compiled in, fastest first.
int fk_instruction_set_count(void);
/// The kernels of instruction set `index`, or NULL when this machine cannot run them.
const FKKernels *_Nullable fk_kernels(int index);

/// Packs B[k, n] = source[n * n_stride + k * k_stride] into panels of FK_PANEL_WIDTH columns, `depth` deep in all,
/// writing rows `first_depth ..< first_depth + k_count` and columns `first_column ..< first_column + n_count`.
void fk_pack(float *panels, ptrdiff_t depth, ptrdiff_t first_depth, ptrdiff_t first_column, ptrdiff_t k_count,
             ptrdiff_t n_count, const float *source, ptrdiff_t n_stride, ptrdiff_t k_stride);

/// Tells the processor that a loop is waiting for another thread.
static inline void fk_spin_hint(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
