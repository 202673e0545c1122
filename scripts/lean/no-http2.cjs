/** In the place of undici's HTTP/2, which its clients here never agree to. */

module.exports = () => {
  throw new Error("HTTP/2 is left out of this bundle");
};
