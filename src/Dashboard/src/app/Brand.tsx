import { Link } from 'react-router'

export const Brand = () => <Link to="/" className="brand"><img src="/icon.svg" alt="" />BenchHub</Link>
